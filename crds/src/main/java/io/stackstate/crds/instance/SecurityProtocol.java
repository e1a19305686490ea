package io.stackstate.crds.instance;

/** Kafka's own names of how clients connect. */
public enum SecurityProtocol {
  PLAINTEXT,
  SSL,
  SASL_PLAINTEXT,
  SASL_SSL
}
