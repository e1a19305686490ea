package io.stackstate.receiver.kafka;

import io.stackstate.receiver.intake.Overloaded;

/** Kafka did not take a record in time; the whole message must be sent again. */
public final class KafkaAway extends Overloaded {
  KafkaAway(String message, Throwable cause) {
    super(message, cause);
  }
}
