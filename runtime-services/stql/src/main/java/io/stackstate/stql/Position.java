package io.stackstate.stql;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a component stands in an ordered list. Of text and number, the order uses one; the other is
 * the same for all components.
 *
 * @param text null when the component lacks the property
 */
record Position(String text, long number, long id) {
  private static final Pattern CURSOR =
      Pattern.compile("(\\w+) (true|false) (-?\\d{1,19}) (\\d{1,19})( .*)?", Pattern.DOTALL);

  static Comparator<Position> comparator(ResultOrder order) {
    Comparator<String> text = Comparator.naturalOrder();
    Comparator<Long> number = Comparator.naturalOrder();
    return Comparator.comparing(
            Position::text, Comparator.nullsLast(order.descending() ? text.reversed() : text))
        .thenComparing(Position::number, order.descending() ? number.reversed() : number)
        .thenComparingLong(Position::id);
  }

  /** A text that {@link #read} understands, for URLs. */
  String cursor(ResultOrder order) {
    String plain =
        order.by()
            + " "
            + order.descending()
            + " "
            + number
            + " "
            + id
            + (text == null ? "" : " ")
            + (text == null ? "" : text);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @throws IllegalArgumentException when it is no cursor, or one of another order
   */
  static Position read(String cursor, ResultOrder order) {
    Matcher parts = CURSOR.matcher(decoded(cursor));
    if (!parts.matches()) {
      throw invalid();
    }
    String made = parts.group(1) + " " + parts.group(2);
    if (!made.equals(order.by() + " " + order.descending())) {
      throw new IllegalArgumentException(
          "cursor: found one of another order, expected one of the order of the request");
    }
    try {
      String text = parts.group(5) == null ? null : parts.group(5).substring(1);
      return new Position(text, Long.parseLong(parts.group(3)), Long.parseLong(parts.group(4)));
    } catch (NumberFormatException e) {
      throw invalid();
    }
  }

  private static String decoded(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
  }

  private static IllegalArgumentException invalid() {
    return new IllegalArgumentException(
        "cursor: found a text that is none, expected the \"next\" of a page");
  }
}
