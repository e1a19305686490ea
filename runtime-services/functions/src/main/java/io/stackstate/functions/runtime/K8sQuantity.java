package io.stackstate.functions.runtime;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount as Kubernetes writes it: {@code 250m}, {@code 1.5}, {@code 128Mi}, {@code 1e3}. Scripts
 * read it in the unit they want (topology sheet, section 6); what has more than three digits after
 * the point is rounded up, as Kubernetes does. Immutable.
 */
public final class K8sQuantity {
  private static final Pattern FORM =
      Pattern.compile(
          "([+-]?(?:\\d{1,30}(?:\\.\\d{0,30})?|\\.\\d{1,30}))([a-zA-Z]{0,2}|[eE][+-]?\\d{1,2})");
  private static final int DIGITS = 3;
  private static final BigDecimal KIBI = BigDecimal.valueOf(1024);
  private static final Map<String, BigDecimal> UNITS =
      Map.ofEntries(
          Map.entry("n", BigDecimal.ONE.movePointLeft(9)),
          Map.entry("u", BigDecimal.ONE.movePointLeft(6)),
          Map.entry("m", BigDecimal.ONE.movePointLeft(3)),
          Map.entry("", BigDecimal.ONE),
          Map.entry("k", BigDecimal.ONE.movePointRight(3)),
          Map.entry("M", BigDecimal.ONE.movePointRight(6)),
          Map.entry("G", BigDecimal.ONE.movePointRight(9)),
          Map.entry("T", BigDecimal.ONE.movePointRight(12)),
          Map.entry("P", BigDecimal.ONE.movePointRight(15)),
          Map.entry("E", BigDecimal.ONE.movePointRight(18)),
          Map.entry("Ki", KIBI),
          Map.entry("Mi", KIBI.pow(2)),
          Map.entry("Gi", KIBI.pow(3)),
          Map.entry("Ti", KIBI.pow(4)),
          Map.entry("Pi", KIBI.pow(5)),
          Map.entry("Ei", KIBI.pow(6)));

  private final BigDecimal amount;

  private K8sQuantity(BigDecimal amount) {
    this.amount = amount;
  }

  /** What scripts know as {@code K8sQuantity}. */
  public static final class Parser {
    /**
     * @throws IllegalArgumentException when the text is no quantity
     */
    public K8sQuantity parse(Object quantity) {
      return K8sQuantity.parse(String.valueOf(quantity));
    }
  }

  /**
   * @throws IllegalArgumentException when the text is no quantity
   */
  public static K8sQuantity parse(String quantity) {
    Matcher matcher = FORM.matcher(quantity);
    if (matcher.matches()) {
      BigDecimal number = new BigDecimal(matcher.group(1));
      String unit = matcher.group(2);
      BigDecimal factor = UNITS.get(unit);
      if (factor != null) {
        return new K8sQuantity(number.multiply(factor));
      }
      if (unit.matches("[eE][+-]?\\d+")) {
        return new K8sQuantity(number.scaleByPowerOfTen(Integer.parseInt(unit.substring(1))));
      }
    }
    String shown = quantity.length() > 60 ? quantity.substring(0, 60) + "..." : quantity;
    throw new IllegalArgumentException(
        "K8sQuantity: found \"" + shown + "\", expected a quantity such as 250m or 128Mi");
  }

  public String formatMillicores() {
    return in("m");
  }

  public String formatKi() {
    return in("Ki");
  }

  public String formatMi() {
    return in("Mi");
  }

  public String formatGi() {
    return in("Gi");
  }

  public String formatTi() {
    return in("Ti");
  }

  private String in(String unit) {
    BigDecimal value = amount.divide(UNITS.get(unit), DIGITS, RoundingMode.CEILING);
    return value.stripTrailingZeros().toPlainString() + unit;
  }

  @Override
  public String toString() {
    return in("");
  }
}
