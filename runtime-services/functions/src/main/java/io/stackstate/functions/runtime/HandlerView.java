package io.stackstate.functions.runtime;

import io.stackstate.functions.sandbox.PlainValue;
import java.util.LinkedHashMap;
import java.util.Map;

/** The view that an event handler belongs to, as its function sees it (health sheet, 9.3). */
public final class HandlerView implements PlainValue {
  private final Map<String, Object> fields;

  /**
   * @param fields {@code id}, {@code identifier}, {@code name}, {@code description}, {@code query}
   */
  public HandlerView(Map<?, ?> fields) {
    this.fields = Copies.map(fields);
  }

  public Object getId() {
    return fields.get("id");
  }

  public Object getIdentifier() {
    return fields.get("identifier");
  }

  public Object getName() {
    return fields.get("name");
  }

  public Object getDescription() {
    return fields.get("description");
  }

  public Object getQuery() {
    return fields.get("query");
  }

  @Override
  public Object toPlain() {
    return new LinkedHashMap<>(fields);
  }

  @Override
  public String toString() {
    return String.valueOf(getId());
  }
}
