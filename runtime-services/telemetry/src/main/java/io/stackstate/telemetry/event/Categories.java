package io.stackstate.telemetry.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.model.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What category an event is filed under: senders use others than there are (health sheet, section
 * 8.1). Immutable.
 */
public final class Categories {
  public static final String OTHERS = "Others";
  public static final List<String> ALL =
      List.of("Activities", "Alerts", "Anomalies", "Changes", OTHERS);

  /** Of {@code data}: what the sender said. */
  static final String ORIGINAL = "_originalCategory";

  private final Map<String, String> known = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /**
   * @param aliases a category of {@link #ALL} by what senders say, whatever its case
   * @throws IllegalArgumentException when one stands for no category
   */
  public Categories(Map<String, String> aliases) {
    ALL.forEach(category -> known.put(category, category));
    aliases.forEach(
        (alias, category) -> {
          if (!ALL.contains(category)) {
            throw new IllegalArgumentException(
                "categoryAliases.%s: found %s, expected one of %s".formatted(alias, category, ALL));
          }
          known.putIfAbsent(alias, category);
        });
  }

  /** The category of a text; {@code Others} when it is none, also for null. */
  public String of(String sent) {
    return sent == null ? OTHERS : known.getOrDefault(sent.trim(), OTHERS);
  }

  /**
   * The text of {@code data} with what the sender said, when that was another category. What is no
   * object then stands in one, under {@code value}, or {@code text} when it is no JSON.
   */
  public String data(String sent, String data) {
    String text = data == null || data.isBlank() ? "{}" : data;
    if (sent == null || sent.isBlank() || sent.equals(of(sent))) {
      return text;
    }
    return object(text).put(ORIGINAL, sent).toString();
  }

  private static ObjectNode object(String data) {
    ObjectNode around = Json.mapper().createObjectNode();
    try {
      JsonNode found = Json.mapper().readTree(data);
      return found instanceof ObjectNode object ? object : around.set("value", found);
    } catch (JsonProcessingException e) {
      return around.put("text", data);
    }
  }
}
