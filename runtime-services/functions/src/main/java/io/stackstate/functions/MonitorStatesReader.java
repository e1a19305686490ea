package io.stackstate.functions;

import io.stackstate.functions.FunctionResult.MonitorState;
import io.stackstate.model.change.HealthState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what a monitor function returned: one {@code MonitorHealthState} or a list of them (health
 * sheet, section 3.2). Errors name the field.
 */
final class MonitorStatesReader {
  private static final Set<HealthState> STATES =
      Set.of(
          HealthState.CLEAR,
          HealthState.DEVIATING,
          HealthState.CRITICAL,
          HealthState.DISABLED,
          HealthState.UNKNOWN);
  private static final int LONGEST_ID = 2_000;
  private static final int LONGEST_TEXT = 10_000;
  private static final String TYPE = "MonitorHealthState";

  private MonitorStatesReader() {}

  static List<MonitorState> read(Object plain) throws WrongResultException {
    if (plain instanceof Map<?, ?> one) {
      return List.of(state("", one));
    }
    if (!(plain instanceof List<?> all)) {
      throw wrong("", plain, "a " + TYPE + " or a list of them");
    }
    List<MonitorState> states = new ArrayList<>(all.size());
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < all.size(); i++) {
      String at = "[" + i + "]";
      if (!(all.get(i) instanceof Map<?, ?> fields)) {
        throw wrong(at, all.get(i), "a " + TYPE);
      }
      MonitorState state = state(at + ".", fields);
      if (!ids.add(state.id())) {
        throw wrong(at + ".id", state.id() + " twice", "another id for each state");
      }
      states.add(state);
    }
    return states;
  }

  private static MonitorState state(String at, Map<?, ?> fields) throws WrongResultException {
    Object type = fields.get("_type");
    if (type != null && !TYPE.equals(type)) {
      throw wrong(at + "_type", type, TYPE);
    }
    return new MonitorState(
        text(at, fields, "id"),
        health(at, fields.get("state")),
        text(at, fields, "topologyIdentifier"),
        series(at, fields.get("displayTimeSeries")),
        optional(fields, "message"),
        optional(fields, "reason"),
        hintData(at, fields.get("remediationHintTemplateData")));
  }

  private static String text(String at, Map<?, ?> fields, String field)
      throws WrongResultException {
    Object value = fields.get(field);
    boolean isText = value instanceof String text && !text.isBlank();
    if ((isText || value instanceof Number) && String.valueOf(value).length() <= LONGEST_ID) {
      return String.valueOf(value);
    }
    throw wrong(at + field, value, "a text of at most " + LONGEST_ID + " characters");
  }

  private static Optional<String> optional(Map<?, ?> fields, String field) {
    return Optional.ofNullable(fields.get(field))
        .map(String::valueOf)
        .map(text -> text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "..." : text)
        .filter(text -> !text.isBlank());
  }

  private static HealthState health(String at, Object value) throws WrongResultException {
    String name = String.valueOf(value).strip().toUpperCase(Locale.ROOT);
    for (HealthState state : STATES) {
      if (state.name().equals(name)) {
        return state;
      }
    }
    throw wrong(at + "state", value, "CLEAR, DEVIATING, CRITICAL, DISABLED or UNKNOWN");
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> series(String at, Object value)
      throws WrongResultException {
    List<Map<String, Object>> series = new ArrayList<>();
    if (value == null) {
      return series;
    }
    if (value instanceof List<?> list && list.stream().allMatch(Map.class::isInstance)) {
      list.forEach(one -> series.add((Map<String, Object>) one));
      return series;
    }
    throw wrong(at + "displayTimeSeries", value, "a list of maps");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> hintData(String at, Object value) throws WrongResultException {
    if (value == null) {
      return Map.of();
    }
    if (value instanceof Map<?, ?> map
        && map.keySet().stream().allMatch(String.class::isInstance)) {
      return (Map<String, Object>) map;
    }
    throw wrong(at + "remediationHintTemplateData", value, "a map");
  }

  private static WrongResultException wrong(String field, Object found, String expected) {
    String text = found == null ? "nothing" : String.valueOf(found);
    String shown = text.length() > 80 ? text.substring(0, 80) + "..." : text;
    String where = field.isEmpty() ? "the result" : field;
    return new WrongResultException(
        "returned a wrong value: %s: found %s, expected %s".formatted(where, shown, expected));
  }
}
