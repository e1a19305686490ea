package io.stackstate.crds.instance;

/** How the platform proves to a Strimzi cluster who it is. */
public enum KafkaAuthentication {
  None,
  TLS,
  SCRAM
}
