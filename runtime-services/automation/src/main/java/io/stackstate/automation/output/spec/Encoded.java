package io.stackstate.automation.output.spec;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Text as parts of addresses and forms take it; pure. */
public final class Encoded {
  private Encoded() {}

  /** As a segment of a path or a value of a query, where a plus is no space. */
  public static String segment(String text) {
    return field(text).replace("+", "%20");
  }

  /** As a name or value of {@code application/x-www-form-urlencoded}. */
  public static String field(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** A whole {@code application/x-www-form-urlencoded}, in the order of the fields. */
  public static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field(field.getKey()) + "=" + field(field.getValue()))
        .collect(Collectors.joining("&"));
  }
}
