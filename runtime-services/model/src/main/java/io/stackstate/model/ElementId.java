package io.stackstate.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Deterministic ids of elements and settings nodes: the same identity always gives the same id, so
 * a rebuild from the intake gives the same graph.
 *
 * <p>Ids lie in {@code [1, 2^53)}: JavaScript clients read JSON numbers as doubles and would
 * silently corrupt larger ones (REST sheet, section 3). At a million elements the chance of any
 * collision is about one in 20,000; whoever allocates ids detects it and derives the next candidate
 * with {@link #of(int, String...)}.
 */
public final class ElementId {
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final long MASK = (1L << 53) - 1;
  private static final ThreadLocal<MessageDigest> SHA_256 =
      ThreadLocal.withInitial(ElementId::sha256);

  private ElementId() {}

  /** The id of what {@code identity} names; the parts are unambiguous whatever they contain. */
  public static long of(String... identity) {
    return of(0, identity);
  }

  /** The id to try after {@code attempt} collisions; attempt 0 is {@link #of(String...)}. */
  public static long of(int attempt, String... identity) {
    MessageDigest digest = SHA_256.get();
    ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
    for (String part : identity) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update(length.clear().putInt(bytes.length).array());
      digest.update(bytes);
    }
    if (attempt > 0) {
      digest.update(length.clear().putInt(attempt).array());
    }
    long id = ByteBuffer.wrap(digest.digest()).getLong() & MASK;
    return id == 0 ? 1 : id;
  }

  /**
   * The id that clients mean by a text: they name nodes and elements by a number or by an
   * identifier, and digits alone are a number.
   *
   * @return empty for anything but digits; {@link Long#MAX_VALUE}, which is no id, for a number
   *     that is too large for one
   */
  public static OptionalLong parse(String text) {
    if (!DIGITS.matcher(text).matches()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return OptionalLong.of(Long.MAX_VALUE);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
