package io.stackstate.model.handler;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A condition of a silence or of an inhibition on one property of an element (health sheet, section
 * 12.1).
 *
 * @param field {@code name}, {@code type}, {@code layer}, {@code domain}, {@code environment},
 *     {@code label}, {@code identifier}, {@code id} or {@code health}
 * @param value the whole text, or the regular expression that the whole text must match
 */
public record Matcher(String field, Operator op, String value) {
  /** The fields that can be asked for. */
  public static final List<String> FIELDS =
      List.of(
          "id", "name", "type", "layer", "domain", "environment", "label", "identifier", "health");

  /** How values are compared. */
  public enum Operator {
    EQUAL("="),
    NOT_EQUAL("!="),
    LIKE("=~"),
    NOT_LIKE("!~");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    /** As people write it. */
    public String sign() {
      return sign;
    }
  }

  /**
   * Whether one of the values fits; a negated one holds when none does. An expression that needs
   * too much time or stack for a value holds in neither way.
   *
   * @param properties values by field
   */
  public boolean matches(Map<String, List<String>> properties) {
    List<String> values = properties.getOrDefault(field, List.of());
    return switch (op) {
      case EQUAL -> values.contains(value);
      case NOT_EQUAL -> !values.contains(value);
      case LIKE -> like(values, true);
      case NOT_LIKE -> like(values, false);
    };
  }

  private boolean like(List<String> values, boolean wanted) {
    Pattern pattern = Pattern.compile(value);
    try {
      return wanted
          == values.stream().anyMatch(text -> pattern.matcher(new BoundedText(text)).matches());
    } catch (BoundedText.ExhaustedException | StackOverflowError e) {
      // The stack is whole again here: what overflows it is the matcher of Java, which recurs.
      return false;
    }
  }
}
