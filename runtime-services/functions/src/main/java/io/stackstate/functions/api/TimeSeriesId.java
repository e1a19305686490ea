package io.stackstate.functions.api;

import io.stackstate.functions.sandbox.PlainValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What tells the series of a query from one another (query sheet, section 6.3). Immutable. */
public final class TimeSeriesId implements PlainValue {
  private final Map<String, Object> groups;

  TimeSeriesId(Map<?, ?> groups) {
    this.groups = new LinkedHashMap<>();
    groups.forEach((name, value) -> this.groups.put(String.valueOf(name), value));
  }

  /** Value by field that the query groups by, or by label of PromQL. */
  public Map<String, Object> getGroups() {
    return new LinkedHashMap<>(groups);
  }

  /** The element that the series belongs to: null, because none is known. */
  public Object getElementId() {
    return null;
  }

  /** {@code k=v} of each group in the order of the names, joined by commas. */
  public String toIdentifierString() {
    return identifier(groups);
  }

  static String identifier(Map<String, Object> groups) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Object> group : new TreeMap<>(groups).entrySet()) {
      text.append(text.isEmpty() ? "" : ",").append(group.getKey()).append('=');
      text.append(group.getValue());
    }
    return text.toString();
  }

  @Override
  public Object toPlain() {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("_type", "TimeSeriesId");
    plain.put("groups", getGroups());
    return plain;
  }

  @Override
  public String toString() {
    return toIdentifierString();
  }
}
