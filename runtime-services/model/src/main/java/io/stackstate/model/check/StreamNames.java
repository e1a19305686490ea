package io.stackstate.model.check;

import java.util.HashMap;
import java.util.Map;

/** The streams that one source sent with an element, by the names that its checks use. */
final class StreamNames {
  private final Map<String, StreamDefinition> streams = new HashMap<>();
  private final Map<String, String> wrong = new HashMap<>();

  /** A stream may be called this; by a name of several none is. */
  void put(String localId, StreamDefinition stream) {
    if (localId != null && streams.putIfAbsent(localId, stream) != null) {
      wrong.put(localId, localId + " names several streams, expected one");
    }
  }

  /** The stream of that name is not to be used. */
  void putWrong(String localId, String message) {
    wrong.put(localId, message);
  }

  long metric(CheckFields check, String field) throws InvalidCheckException {
    return find(check, field, true).id();
  }

  /** Of events or of service checks: agents send service checks as events. */
  long event(CheckFields check, String field) throws InvalidCheckException {
    return find(check, field, false).id();
  }

  private StreamDefinition find(CheckFields check, String field, boolean metric)
      throws InvalidCheckException {
    String localId = check.optional(field);
    if (localId != null && wrong.containsKey(localId)) {
      throw new InvalidCheckException(check.path(field) + ": " + wrong.get(localId));
    }
    StreamDefinition stream = localId == null ? null : streams.get(localId);
    if (stream == null) {
      throw check.invalid(field, "the stream_id of a stream of the same component");
    }
    if ((stream.kind() == StreamKind.METRICS) != metric) {
      throw check.invalid(
          field,
          metric
              ? "a stream of metrics, not of " + stream.kind().list()
              : "a stream of events or service_checks, not of metrics");
    }
    return stream;
  }
}
