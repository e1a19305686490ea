package io.stackstate.crds.instance;

/** Where Kafka comes from. */
public enum KafkaType {
  Strimzi,
  External,
  Embedded
}
