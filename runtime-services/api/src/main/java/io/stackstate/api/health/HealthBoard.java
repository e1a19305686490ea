package io.stackstate.api.health;

import io.stackstate.api.http.ApiException;
import io.stackstate.model.health.CheckState;
import io.stackstate.model.health.HealthKey;
import io.stackstate.model.health.StreamState;
import io.stackstate.model.health.SubStreamState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All health streams as {@code health} last stored them. Thread-safe. */
public final class HealthBoard {
  private final Map<String, Stream> streams = new TreeMap<>();
  private boolean complete;

  private static final class Stream {
    private StreamState state;
    private final Map<String, SubStreamState> subStreams = new TreeMap<>();
    private final Map<String, Map<String, CheckState>> states = new TreeMap<>();
  }

  /** A stream with its sub streams in the order of their ids. */
  record View(StreamState state, List<SubStreamState> subStreams) {}

  /** Takes the newest state of a stream; null when it is gone. */
  public synchronized void apply(HealthKey key, StreamState state) {
    if (state == null) {
      streams.remove(key.urn());
    } else {
      stream(key).state = state;
    }
  }

  /** Takes the newest state of a sub stream; null when it is gone. */
  public synchronized void apply(HealthKey key, SubStreamState state) {
    if (state == null) {
      at(key).ifPresent(stream -> stream.subStreams.remove(key.subStreamId()));
    } else {
      stream(key).subStreams.put(key.subStreamId(), state);
    }
  }

  /** Takes a check state; null when it is gone. */
  public synchronized void apply(HealthKey key, CheckState state) {
    if (state != null) {
      stream(key)
          .states
          .computeIfAbsent(key.subStreamId(), id -> new TreeMap<>())
          .put(key.checkStateId(), state);
    } else {
      at(key)
          .map(stream -> stream.states.get(key.subStreamId()))
          .ifPresent(states -> states.remove(key.checkStateId()));
    }
  }

  /** From now on a stream that is not here does not exist, rather than being not read yet. */
  public synchronized void markComplete() {
    complete = true;
  }

  /**
   * @throws ApiException 503 while not all streams are read
   */
  public void requireComplete() {
    if (!isComplete()) {
      throw ApiException.of(503, "health streams are not known yet, try again in a moment");
    }
  }

  synchronized boolean isComplete() {
    return complete;
  }

  /** All streams in the order of their urns. */
  synchronized List<View> streams() {
    return streams.values().stream()
        .filter(stream -> stream.state != null)
        .map(HealthBoard::view)
        .toList();
  }

  synchronized Optional<View> stream(String urn) {
    return Optional.ofNullable(streams.get(urn))
        .filter(stream -> stream.state != null)
        .map(HealthBoard::view);
  }

  /**
   * The check states of a stream.
   *
   * @param subStreamId null for those of all sub streams
   */
  public synchronized List<CheckState> states(String urn, String subStreamId) {
    Stream stream = streams.get(urn);
    List<CheckState> found = new ArrayList<>();
    if (stream != null) {
      stream.states.forEach(
          (id, states) -> {
            if (subStreamId == null || subStreamId.equals(id)) {
              found.addAll(states.values());
            }
          });
    }
    return found;
  }

  private Optional<Stream> at(HealthKey key) {
    return Optional.ofNullable(streams.get(key.urn()));
  }

  private Stream stream(HealthKey key) {
    return streams.computeIfAbsent(key.urn(), urn -> new Stream());
  }

  private static View view(Stream stream) {
    return new View(stream.state, List.copyOf(stream.subStreams.values()));
  }
}
