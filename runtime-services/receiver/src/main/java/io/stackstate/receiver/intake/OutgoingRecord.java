package io.stackstate.receiver.intake;

/**
 * One Kafka record.
 *
 * @param instance the topology instance as JSON text, null for all that is not topology
 */
public record OutgoingRecord(String topic, byte[] key, byte[] value, byte[] instance) {

  /** Size of key and value in bytes. */
  public int size() {
    return key.length + value.length;
  }
}
