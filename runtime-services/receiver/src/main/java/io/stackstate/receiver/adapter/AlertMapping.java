package io.stackstate.receiver.adapter;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How alerts become health: {@code stackstate.receiver.alerts}.
 *
 * @param repeatedFor how long an alert that Prometheus itself sends lives unless it is repeated
 * @param toldFor how long one of a webhook does
 * @param senderLabels the first of them that an alert has names its sender
 * @param labels that alerts get which have none of the name
 * @param health by value of the label {@code severity}, in lower case
 * @param otherHealth for all other values
 * @param identifiers templates with <code>${label}</code>; the first whose labels an alert has all
 *     names the element
 */
public record AlertMapping(
    Duration repeatedFor,
    Duration toldFor,
    List<String> senderLabels,
    Map<String, String> labels,
    Map<String, String> health,
    String otherHealth,
    List<String> identifiers) {
  private static final Set<String> HEALTH = Set.of("CLEAR", "DEVIATING", "CRITICAL");
  private static final Pattern NAME = Pattern.compile("\\$\\{([^}]*)}");
  private static final String WHERE = "stackstate.receiver.alerts.";

  /**
   * @param config the object {@code stackstate.receiver.alerts}
   * @throws IllegalArgumentException with field, found and expected
   */
  public static AlertMapping from(Config config) {
    List<String> identifiers = config.getStringList("identifiers");
    for (String template : identifiers) {
      if (!NAME.matcher(template).find()) {
        throw new IllegalArgumentException(
            WHERE + "identifiers: found \"" + template + "\", expected one with a ${label}");
      }
    }
    Map<String, String> health = new TreeMap<>();
    for (Map.Entry<String, String> each : texts(config.getConfig("health")).entrySet()) {
      String field = "health." + each.getKey();
      health.put(each.getKey().toLowerCase(Locale.ROOT), health(field, each.getValue()));
    }
    return new AlertMapping(
        config.getDuration("repeatedFor"),
        config.getDuration("toldFor"),
        config.getStringList("senderLabels"),
        texts(config.getConfig("labels")),
        health,
        health("otherHealth", config.getString("otherHealth")),
        identifiers);
  }

  private static Map<String, String> texts(Config config) {
    Map<String, String> texts = new TreeMap<>();
    for (Map.Entry<String, ConfigValue> each : config.root().entrySet()) {
      texts.put(each.getKey(), String.valueOf(each.getValue().unwrapped()));
    }
    return texts;
  }

  private static String health(String field, String value) {
    String health = value.toUpperCase(Locale.ROOT);
    if (!HEALTH.contains(health)) {
      throw new IllegalArgumentException(
          WHERE + field + ": found \"" + value + "\", expected CLEAR, DEVIATING or CRITICAL");
    }
    return health;
  }

  String healthOf(String severity) {
    return health.getOrDefault(
        severity == null ? "" : severity.toLowerCase(Locale.ROOT), otherHealth);
  }

  Optional<String> senderOf(Alert alert) {
    return senderLabels.stream()
        .map(alert.labels()::get)
        .filter(value -> value != null && !value.isBlank())
        .findFirst();
  }

  /** Also knows {@code instance_host}: the label {@code instance} without its port. */
  Optional<String> identifierOf(Alert alert) {
    Map<String, String> values = new TreeMap<>(alert.annotations());
    values.putAll(alert.labels());
    if (values.containsKey("instance")) {
      values.putIfAbsent("instance_host", values.get("instance").replaceAll(":[0-9]+$", ""));
    }
    return identifiers.stream()
        .map(template -> filled(template, values))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** The names of all labels that templates ask for. */
  List<String> wanted() {
    List<String> names = new ArrayList<>();
    for (String template : identifiers) {
      NAME.matcher(template).results().map(r -> r.group(1)).forEach(names::add);
    }
    return names.stream().distinct().toList();
  }

  private static Optional<String> filled(String template, Map<String, String> values) {
    StringBuilder filled = new StringBuilder();
    Matcher matcher = NAME.matcher(template);
    while (matcher.find()) {
      String value = values.get(matcher.group(1));
      if (value == null || value.isBlank()) {
        return Optional.empty();
      }
      matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    matcher.appendTail(filled);
    return Optional.of(filled.toString());
  }
}
