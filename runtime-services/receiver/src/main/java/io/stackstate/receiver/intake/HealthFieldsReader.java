package io.stackstate.receiver.intake;

import io.stackstate.model.check.CheckDefinition;
import io.stackstate.model.intake.HealthPayload.Checkpoint;
import io.stackstate.model.monitor.MonitorStream;
import io.stackstate.receiver.intake.HealthFields.Intervals;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/** Reads one entry of {@code health}; faults are left in the input. */
final class HealthFieldsReader {
  private static final String DEFAULT_MODEL = "REPEAT_SNAPSHOTS";
  private static final Set<String> MODELS =
      Set.of(DEFAULT_MODEL, "REPEAT_STATES", "TRANSACTIONAL_INCREMENTS");

  private final JsonInput in;

  private String model;
  private String urn;
  private String subStream;
  private Intervals start;
  private boolean stop;
  private Intervals expiry;
  private Checkpoint checkpoint;
  private Checkpoint previous;

  HealthFieldsReader(JsonInput in) {
    this.in = in;
  }

  /** Called where {@code check_states} stands. */
  interface StatesReader {
    void read() throws IOException;
  }

  HealthFields read(StatesReader states) throws IOException {
    clear();
    if (!in.object()) {
      in.fault(in.path(), "expected an object, found null");
    } else {
      for (String field = in.nextField(); field != null; field = in.nextField()) {
        field(field, states);
      }
      check();
    }
    return new HealthFields(model, urn, subStream, start, stop, expiry, checkpoint, previous);
  }

  private void clear() {
    model = null;
    urn = null;
    subStream = null;
    start = null;
    stop = false;
    expiry = null;
    checkpoint = null;
    previous = null;
  }

  private void field(String field, StatesReader states) throws IOException {
    switch (field) {
      case "consistency_model" -> model = in.text();
      case "stream" -> stream();
      case "start_snapshot" -> start = in.object() ? intervals() : null;
      case "stop_snapshot" -> stop = stop();
      case "expiry" -> expiry = in.object() ? intervals() : null;
      case "increment" -> increment();
      case "check_states" -> {
        if (in.faulty()) {
          in.ignore();
        } else {
          states.read();
        }
      }
      default -> in.ignore();
    }
  }

  private void check() {
    model = model == null || model.isEmpty() ? DEFAULT_MODEL : model.toUpperCase(Locale.ROOT);
    if (in.faulty()) {
      return;
    }
    if (urn == null || urn.isBlank()) {
      in.fault(in.path("stream.urn"), "is missing");
    } else if (MonitorStream.isOne(urn) || CheckDefinition.STREAM.equals(urn)) {
      in.fault(
          in.path("stream.urn"),
          "found "
              + urn
              + ", which only the platform itself writes; expected another source, as in"
              + " urn:health:<source>:<stream>");
    } else if (!MODELS.contains(model)) {
      in.fault(in.path("consistency_model"), "expected one of " + MODELS);
    }
  }

  private void stream() throws IOException {
    if (in.object()) {
      for (String field = in.nextField(); field != null; field = in.nextField()) {
        switch (field) {
          case "urn" -> urn = in.text();
          case "sub_stream_id", "sub_stream" -> {
            String id = in.text();
            subStream = id == null || id.isEmpty() ? subStream : id;
          }
          default -> in.ignore();
        }
      }
    }
  }

  private boolean stop() throws IOException {
    boolean given = in.object();
    if (given) {
      in.ignore();
    }
    return given;
  }

  private Intervals intervals() throws IOException {
    Long repeat = null;
    Long expires = null;
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "repeat_interval_s" -> repeat = millis();
        case "expiry_interval_s" -> expires = millis();
        default -> in.ignore();
      }
    }
    return new Intervals(repeat, expires);
  }

  private Long millis() throws IOException {
    Double seconds = in.number();
    return seconds == null ? null : Long.valueOf(Math.round(seconds * 1000));
  }

  private void increment() throws IOException {
    if (in.object()) {
      for (String field = in.nextField(); field != null; field = in.nextField()) {
        switch (field) {
          case "checkpoint" -> checkpoint = in.object() ? checkpoint() : null;
          case "previous_checkpoint" -> previous = in.object() ? checkpoint() : null;
          default -> in.ignore();
        }
      }
    }
  }

  private Checkpoint checkpoint() throws IOException {
    Long offset = null;
    Long index = null;
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "offset" -> offset = in.integer();
        case "batch_index" -> index = in.integer();
        default -> in.ignore();
      }
    }
    if (offset == null) {
      in.fault(in.path("offset"), "is missing");
      return null;
    }
    return new Checkpoint(offset, index);
  }
}
