package io.stackstate.functions.api;

import io.stackstate.functions.sandbox.PlainValue;
import io.stackstate.functions.script.ScriptApiException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A settings node as a vertex with the fields that are single values. Immutable. */
public final class GraphNode implements PlainValue {
  private final Map<?, ?> fields;

  /**
   * @param fields with {@code id} and {@code _type}
   */
  GraphNode(Map<?, ?> fields) {
    this.fields = fields;
  }

  public long id() {
    return ((Number) fields.get("id")).longValue();
  }

  /** Its type. */
  public String label() {
    return (String) fields.get("_type");
  }

  /** A property, which it may lack. */
  public Property property(String name) {
    return new Property(name, fields.get(name));
  }

  /** The value of a property; fails without it. */
  public Object value(String name) {
    return property(name).value();
  }

  @Override
  public Object toPlain() {
    return new LinkedHashMap<>(fields);
  }

  /** A property of a node. */
  public static final class Property {
    private final String name;
    private final Object value;

    private Property(String name, Object value) {
      this.name = name;
      this.value = value;
    }

    public String key() {
      return name;
    }

    public boolean isPresent() {
      return value != null;
    }

    public Object orElse(Object other) {
      return value == null ? other : value;
    }

    /** Fails when the node does not have it. */
    public Object value() {
      if (value == null) {
        throw new ScriptApiException("Graph: found no property %s, expected one".formatted(name));
      }
      return value;
    }
  }
}
