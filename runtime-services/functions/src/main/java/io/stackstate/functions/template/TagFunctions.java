package io.stackstate.functions.template;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The helpers that yield values; blocks and {@code include} are known to the parser. */
final class TagFunctions {
  private static final Logger LOG = LoggerFactory.getLogger(TagFunctions.class);
  private static final int MANY = Integer.MAX_VALUE;
  private static final Map<String, Known> KNOWN = new TreeMap<>();

  static {
    add("add", 2, MANY, (render, values) -> sum(values));
    add("multiply", 2, MANY, (render, values) -> product(values));
    add("concat", 2, MANY, (render, values) -> concat(values));
    add("identifier", 3, 3, (render, values) -> identifier(values));
    add("get", 1, 2, NodeFunctions::get);
    add("getFirstExisting", 2, MANY, NodeFunctions::getFirstExisting);
    add("getOrCreate", 3, 3, NodeFunctions::getOrCreate);
    add("resolve", 2, 2, NodeFunctions::resolve);
    add("resolveOrCreate", 3, 3, NodeFunctions::resolveOrCreate);
    add("log", 1, MANY, (render, values) -> log(values));
  }

  private TagFunctions() {}

  /** A helper and how many arguments it takes. */
  record Known(TagFunction helper, TagFunction.Arity arity) {}

  static Optional<Known> find(String name) {
    return Optional.ofNullable(KNOWN.get(name));
  }

  static String names() {
    return String.join(", ", KNOWN.keySet());
  }

  private static void add(String name, int min, int max, TagFunction helper) {
    KNOWN.put(name, new Known(helper, new TagFunction.Arity(min, max)));
  }

  private static Object sum(Object[] values) {
    return Arrays.stream(values).map(TagFunctions::number).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static Object product(Object[] values) {
    return Arrays.stream(values)
        .map(TagFunctions::number)
        .reduce(BigDecimal.ONE, BigDecimal::multiply);
  }

  private static BigDecimal number(Object value) {
    String text = Printing.text(value);
    if (text.length() > 64) {
      throw new RenderProblem(
          "found a text of " + text.length() + " characters, expected a number");
    }
    try {
      BigDecimal number = new BigDecimal(text.trim());
      if (Math.abs(number.scale()) > 64) {
        throw new RenderProblem("found \"" + text + "\", expected a number of at most 64 digits");
      }
      return number;
    } catch (NumberFormatException e) {
      throw new RenderProblem("found \"" + text + "\", expected a number");
    }
  }

  private static Object concat(Object[] values) {
    return Arrays.stream(values).map(Printing::text).collect(Collectors.joining());
  }

  private static Object identifier(Object[] values) {
    return NodeIdentifier.of(
        Printing.text(values[0]), Printing.text(values[1]), Printing.text(values[2]));
  }

  private static Object log(Object[] values) {
    if (LOG.isDebugEnabled()) {
      LOG.debug("template: {}", concat(values));
    }
    return "";
  }
}
