package io.stackstate.telemetry.event;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One form for the spellings of an event type: "Health State Changed", {@code HealthStateChanged}
 * and {@code HealthStateChangedEvent} are the same (health sheet, section 8.1).
 */
public final class TypeNames {
  private static final String SUFFIX = "event";

  /** Names that handlers' documentation uses for types that are stored under another one. */
  private static final Map<String, String> ALIASES =
      Map.of(
          "propagatedstatechanged", "propagatedhealthstatechanged",
          "viewstatechanged", "viewhealthstatechanged");

  /** Types for event handlers, which lists of events leave out unless they are asked for. */
  public static final Set<String> UNLISTED =
      Set.of(
          "checkstateschanged",
          "propagatedhealthstatechanged",
          "viewhealthstatechanged",
          "problemcreated",
          "problemupdated",
          "problemsubsumed",
          "problemresolved",
          "metricstreamnoanomaly");

  private TypeNames() {}

  /** Without white space and the suffix {@code Event}, in lower case. */
  public static String key(String type) {
    String key = type.replaceAll("\\s+", "").toLowerCase(Locale.ROOT);
    if (key.endsWith(SUFFIX) && key.length() > SUFFIX.length()) {
      key = key.substring(0, key.length() - SUFFIX.length());
    }
    return ALIASES.getOrDefault(key, key);
  }
}
