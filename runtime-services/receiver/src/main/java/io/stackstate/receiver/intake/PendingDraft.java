package io.stackstate.receiver.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.model.Json;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Any element but topology: a model record that waits for its envelope. */
record PendingDraft(Kind kind, String path, int weight, long time, Function<Envelope, Keyed> record)
    implements Draft {
  static final long NO_TIME = 0;

  /** A record value before it becomes JSON. */
  record Keyed(String topic, String key, Object value) {}

  @Override
  public long timeMillis(Envelope envelope) {
    return envelope.timeOr(time);
  }

  @Override
  public OutgoingRecord complete(Envelope envelope) {
    Keyed keyed = record.apply(envelope);
    try {
      return new OutgoingRecord(
          keyed.topic(),
          keyed.key().getBytes(StandardCharsets.UTF_8),
          Json.mapper().writeValueAsBytes(keyed.value()),
          null);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a model record must have a JSON form", e);
    }
  }
}
