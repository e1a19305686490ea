package io.stackstate.api.topology;

import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.JsonFields;
import io.stackstate.stql.PageRequest;
import io.stackstate.stql.ResultOrder;
import io.stackstate.topology.Attribute;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What of the components that a query selects is wanted. */
sealed interface QueryForm {

  /** How many there are. */
  record Count() implements QueryForm {}

  /**
   * How many there are of each value, or of each pair of values.
   *
   * @param by one or two different attributes
   * @param limit how many groups, the largest ones
   */
  record Grouping(List<Attribute> by, int limit) implements QueryForm {}

  /** Some of them, in order. */
  record Listing(PageRequest page, List<ComponentField> fields) implements QueryForm {}

  /** Reads {@code count}, {@code groupBy}, {@code order}, {@code page} and {@code fields}. */
  static QueryForm read(JsonFields body) {
    boolean count = body.flag("count");
    List<String> by = body.texts("groupBy");
    if (count) {
      requireAbsent(body, "nothing beside count", "groupBy", "order", "page", "fields");
      return new Count();
    }
    if (!by.isEmpty()) {
      requireAbsent(body, "nothing beside groupBy", "order", "fields");
      requireAbsent(body.object("page"), "nothing beside groupBy", "cursor", "offset");
      return grouping(body, by);
    }
    return new Listing(page(body), ComponentField.read(body));
  }

  private static Grouping grouping(JsonFields body, List<String> by) {
    List<Attribute> attributes =
        by.stream().map(name -> Attributes.named(name, "groupBy")).distinct().toList();
    if (by.size() > 2 || attributes.size() < by.size()) {
      throw body.bad("groupBy", "one attribute, or two different ones");
    }
    return new Grouping(attributes, limit(body));
  }

  private static PageRequest page(JsonFields body) {
    JsonFields page = body.object("page");
    return new PageRequest(
        order(body), number(page, "offset", 0, 0), limit(body), page.text("cursor"));
  }

  private static int limit(JsonFields body) {
    return number(body.object("page"), "limit", 1, 100);
  }

  private static int number(JsonFields fields, String name, int minimum, int otherwise) {
    String expected = "a whole number from " + minimum + " to " + Integer.MAX_VALUE;
    long number = fields.whole(name, minimum, expected).orElse((long) otherwise);
    if (number > Integer.MAX_VALUE) {
      throw fields.bad(name, expected);
    }
    return (int) number;
  }

  private static ResultOrder order(JsonFields body) {
    String text = body.text("order").orElse("name");
    boolean descending = text.startsWith("-");
    String by = descending ? text.substring(1) : text;
    return Arrays.stream(ResultOrder.By.values())
        .filter(candidate -> name(candidate).equalsIgnoreCase(by))
        .findFirst()
        .map(found -> new ResultOrder(found, descending))
        .orElseThrow(() -> unknownOrder(body));
  }

  private static ApiException unknownOrder(JsonFields body) {
    String names =
        Arrays.stream(ResultOrder.By.values())
            .map(QueryForm::name)
            .collect(Collectors.joining(", "));
    return body.bad("order", "one of " + names + ", with - in front for the reverse");
  }

  private static String name(ResultOrder.By by) {
    return by.name().toLowerCase(Locale.ROOT);
  }

  private static void requireAbsent(JsonFields fields, String expected, String... names) {
    for (String name : names) {
      if (fields.has(name)) {
        throw fields.bad(name, expected);
      }
    }
  }
}
