package io.stackstate.model.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.model.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The key of a record of {@code sts_internal_notifications}: a JSON array of what is meant and its
 * parts, because the parts may hold any character. A record without a value deletes.
 *
 * @param kind what the value is
 * @param parts what it is about; as many as {@link Kind} says
 */
public record NotificationKey(Kind kind, List<String> parts) {

  /** What stands under a key, and its parts. */
  public enum Kind {
    /** {@link GroupState}: handler, group key. */
    GROUP,
    /** {@link Outgoing}: handler, output, notification id. */
    OUTBOX,
    /** {@link RecentChanges}: handler, subject. */
    RECENT,
    /** {@link OutputStatus}: handler, output. */
    OUTPUT,
    /** {@link DeadLetter}: handler, output, notification id and sequence. */
    DEAD,
    /** {@code Silence}: id. */
    SILENCE,
    /** {@link HandlerStatus}: handler. */
    HANDLER,
    /** {@link RequestResult}: id of the request. */
    RESULT
  }

  public NotificationKey {
    parts = List.copyOf(parts);
  }

  public static NotificationKey of(Kind kind, String... parts) {
    return new NotificationKey(kind, List.of(parts));
  }

  /** The part at this place. */
  public String part(int index) {
    return parts.get(index);
  }

  /** The handler, of the kinds that begin with one. */
  public long handler() {
    return Long.parseLong(parts.get(0));
  }

  /**
   * @throws IllegalArgumentException when it is not what {@link #toBytes} writes
   */
  public static NotificationKey parse(byte[] key) {
    try {
      String[] all = Json.mapper().readValue(key, String[].class);
      return new NotificationKey(Kind.valueOf(all[0]), List.of(all).subList(1, all.length));
    } catch (IOException | IndexOutOfBoundsException | NullPointerException e) {
      throw new IllegalArgumentException(
          "key: found "
              + new String(key, StandardCharsets.UTF_8)
              + ", expected an array of a kind and its parts",
          e);
    }
  }

  public byte[] toBytes() {
    String[] all = new String[parts.size() + 1];
    all[0] = kind.name();
    for (int i = 0; i < parts.size(); i++) {
      all[i + 1] = parts.get(i);
    }
    try {
      return Json.mapper().writeValueAsBytes(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts have a JSON form", e);
    }
  }
}
