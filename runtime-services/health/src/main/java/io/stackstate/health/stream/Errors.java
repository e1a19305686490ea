package io.stackstate.health.stream;

import io.stackstate.model.health.StreamError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The open errors of a stream or sub stream: one entry for a code and sub stream. */
final class Errors {
  /** Many sub streams that do not exist must not fill the memory. */
  private static final int MAX = 100;

  private final Map<String, StreamError> open = new LinkedHashMap<>();

  Errors(List<StreamError> open) {
    open.forEach(error -> this.open.put(key(error.errorCode(), error.subStreamId()), error));
  }

  /** Opens an error, or counts it once more with its newest text. */
  void raise(ErrorCode code, String text) {
    raise(code, null, text);
  }

  void raise(ErrorCode code, String subStream, String text) {
    String key = key(code.code(), subStream);
    StreamError before = open.get(key);
    if (before == null && open.size() >= MAX) {
      return;
    }
    long count = before == null ? 1 : before.count() + 1;
    open.put(key, new StreamError(code.code(), code.level(), subStream, text, count));
  }

  void close(ErrorCode code) {
    close(code, null);
  }

  void close(ErrorCode code, String subStream) {
    open.remove(key(code.code(), subStream));
  }

  boolean has(ErrorCode code) {
    return open.containsKey(key(code.code(), null));
  }

  void clear() {
    open.clear();
  }

  List<StreamError> list() {
    return List.copyOf(open.values());
  }

  private static String key(String code, String subStream) {
    return subStream == null ? code : code + " " + subStream;
  }
}
