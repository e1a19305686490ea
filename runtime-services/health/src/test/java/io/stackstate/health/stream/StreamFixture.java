package io.stackstate.health.stream;

import io.stackstate.health.stream.HealthStreams.SubStreamKey;
import io.stackstate.health.stream.HealthStreams.Taken;
import io.stackstate.model.health.CheckState;
import io.stackstate.model.health.HealthStreamRequest;
import io.stackstate.model.health.StreamError;
import io.stackstate.model.health.StreamState;
import io.stackstate.model.health.SubStreamState;
import io.stackstate.model.intake.HealthPayload;
import io.stackstate.model.intake.HealthPayload.CheckStates;
import io.stackstate.model.intake.HealthPayload.Checkpoint;
import io.stackstate.model.intake.HealthPayload.IntakeCheckState;
import io.stackstate.model.intake.HealthPayload.MainStreamExpiry;
import io.stackstate.model.intake.HealthPayload.MainStreamIncrement;
import io.stackstate.model.intake.HealthPayload.MainStreamStart;
import io.stackstate.model.intake.HealthPayload.MainStreamStop;
import io.stackstate.model.intake.HealthPayload.SubStreamStart;
import io.stackstate.model.intake.HealthPayload.SubStreamStop;
import io.stackstate.model.intake.IntakeHealthMessage;
import io.stackstate.model.intake.IntakeHealthMessage.Stream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream.Builder;

/** Feeds streams with a clock of its own, and stores what they give as Kafka would. */
final class StreamFixture {
  static final String URN = "urn:health:nagios:site-a";

  private final Map<String, StreamState> streamStore = new LinkedHashMap<>();
  private final Map<SubStreamKey, SubStreamState> subStore = new LinkedHashMap<>();
  private final Map<StateKey, CheckState> stateStore = new LinkedHashMap<>();
  private final List<Read> intake = new ArrayList<>();
  private HealthStreams streams = new HealthStreams((key, before, after) -> {});
  private long committed;
  private long now = 1_000_000;
  private int written;

  private record Read(IntakeHealthMessage message, long offset) {}

  StreamFixture start(int repeatSeconds) {
    return send(null, new MainStreamStart(repeatSeconds * 1000L, null));
  }

  StreamFixture start(int repeatSeconds, int expirySeconds) {
    return send(null, new MainStreamStart(repeatSeconds * 1000L, expirySeconds * 1000L));
  }

  StreamFixture start(String subStream, int repeatSeconds, Integer expirySeconds) {
    Long expiry = expirySeconds == null ? null : Long.valueOf(expirySeconds * 1000L);
    return send(subStream, new SubStreamStart(repeatSeconds * 1000L, expiry));
  }

  StreamFixture stop() {
    return send(null, new MainStreamStop());
  }

  StreamFixture stop(String subStream) {
    return send(subStream, new SubStreamStop());
  }

  StreamFixture expiry(int repeatSeconds, int expirySeconds) {
    return send(null, new MainStreamExpiry(repeatSeconds * 1000L, expirySeconds * 1000L));
  }

  StreamFixture increment(String checkpoint, String previous) {
    return send(null, new MainStreamIncrement(checkpoint(checkpoint), checkpoint(previous)));
  }

  /** States {@code id=HEALTH}; {@code id} alone deletes. */
  StreamFixture states(String model, String... states) {
    return statesOf(null, model, states);
  }

  StreamFixture snapshotStates(String... states) {
    return states("REPEAT_SNAPSHOTS", states);
  }

  StreamFixture statesOf(String subStream, String model, String... states) {
    Builder<IntakeCheckState> all = java.util.stream.Stream.builder();
    for (String state : states) {
      all.add(new IntakeCheckState(json(state)));
    }
    return send(subStream, new CheckStates(model, all.build().toList()));
  }

  StreamFixture raw(String json) {
    return send(null, new CheckStates("REPEAT_SNAPSHOTS", List.of(new IntakeCheckState(json))));
  }

  static String json(String state) {
    String[] parts = state.split("=");
    return parts.length == 1
        ? "{\"checkStateId\":\"" + parts[0] + "\",\"delete\":true}"
        : "{\"checkStateId\":\"%s\",\"name\":\"n\",\"health\":\"%s\",\"topologyElementIdentifier\":\"urn:%s\"}"
            .formatted(parts[0], parts[1], parts[0]);
  }

  private static Checkpoint checkpoint(String text) {
    if (text == null) {
      return null;
    }
    String[] parts = text.split("/");
    return new Checkpoint(
        Long.parseLong(parts[0]), parts.length == 1 ? null : Long.valueOf(parts[1]));
  }

  private StreamFixture send(String subStream, HealthPayload payload) {
    intake.add(
        new Read(
            new IntakeHealthMessage(payload, new Stream(URN, subStream), "host", now, now),
            intake.size()));
    return apply(intake.get(intake.size() - 1));
  }

  private StreamFixture apply(Read read) {
    streams.apply(read.message(), new Origin(0, read.offset(), now));
    return this;
  }

  StreamFixture pass(int seconds) {
    for (int i = 0; i < seconds; i++) {
      now += 1000;
      streams.tick(now);
    }
    return this;
  }

  StreamFixture request(long deletedAt, long clearedAt) {
    streams.request(new HealthStreamRequest(URN, deletedAt, clearedAt), now);
    return this;
  }

  long now() {
    return now;
  }

  /** Stores what has changed, with the offset that must be read again after a restart. */
  StreamFixture commit() {
    Taken taken = streams.take();
    written += taken.states().size();
    put(streamStore, taken.streams());
    put(subStore, taken.subStreams());
    put(stateStore, taken.states());
    long opened = streams.openedAt(0);
    committed = opened >= 0 ? opened : intake.size();
    return this;
  }

  private static <K, V> void put(Map<K, V> store, Map<K, V> changes) {
    store.putAll(changes);
    store.values().removeIf(Objects::isNull);
  }

  /** A process that ends at once, and its successor on what was stored. */
  StreamFixture crash() {
    streams = new HealthStreams((key, before, after) -> {});
    streamStore.values().forEach(streams::restore);
    subStore.values().forEach(state -> streams.restore(state, now));
    stateStore.forEach((key, state) -> streams.restore(key, state, now));
    intake.stream().filter(read -> read.offset() >= committed).toList().forEach(this::apply);
    return this;
  }

  /** How many check state records were stored so far. */
  int written() {
    commit();
    return written;
  }

  /** {@code id=HEALTH} of all states, in order of the ids. */
  List<String> states() {
    commit();
    return stateStore.values().stream()
        .map(state -> state.checkStateId() + "=" + state.health())
        .sorted()
        .toList();
  }

  /** The codes of the open errors of the default sub stream, then of the stream. */
  List<String> errors() {
    return errors("");
  }

  List<String> errors(String subStream) {
    commit();
    List<StreamError> all = new ArrayList<>();
    SubStreamState sub = subStore.get(new SubStreamKey(URN, subStream));
    if (sub != null) {
      all.addAll(sub.errors());
    }
    StreamState stream = streamStore.get(URN);
    if (stream != null) {
      all.addAll(stream.globalErrors());
    }
    return all.stream().map(StreamError::errorCode).toList();
  }

  List<String> subStreams() {
    commit();
    return subStore.keySet().stream().map(SubStreamKey::id).toList();
  }

  StreamState stream() {
    commit();
    return streamStore.get(URN);
  }

  SubStreamState subStream(String id) {
    commit();
    return subStore.get(new SubStreamKey(URN, id));
  }
}
