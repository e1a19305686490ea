package io.stackstate.api.topics;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads topics; thread-safe. */
public interface TopicMessages {

  /** The topics that exist. */
  List<String> names() throws UnavailableException, InterruptedException;

  /**
   * Reads at most {@code request.limit()} messages, fewer when their bytes or the time would be too
   * many, in order of partition and offset.
   *
   * @throws UnavailableException when they cannot be read now; the message says why
   */
  List<Message> read(Request request) throws UnavailableException, InterruptedException;

  /**
   * @param offset to read from in each partition; empty reads the newest messages
   * @param partition empty reads all
   */
  record Request(String topic, int limit, OptionalLong offset, OptionalInt partition) {}

  /**
   * @param key null when it has none
   * @param value null for a tombstone
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Message(String key, int partition, long offset, long timeMillis, byte[] value) {}

  /** The topics cannot be read now. */
  final class UnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnavailableException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
