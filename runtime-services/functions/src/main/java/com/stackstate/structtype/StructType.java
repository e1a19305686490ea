package com.stackstate.structtype;

import io.stackstate.functions.runtime.Copies;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A struct as scripts see it: topology sheet section 6. The name is the one that public packages
 * import. Read-only at every level; its fields are read like those of a map.
 */
public final class StructType extends AbstractMap<String, Object> {
  private static final StructType EMPTY = new StructType(Map.of());

  private final Map<String, Object> fields;

  private StructType(Map<String, Object> fields) {
    this.fields = fields;
  }

  /** A struct over the map; later changes of the map show. */
  public static StructType wrapMap(Map<String, Object> map) {
    return map instanceof StructType struct ? struct : new StructType(map);
  }

  /** The text under the key; numbers and booleans as text; empty for anything else. */
  public Optional<String> getString(String key) {
    Object value = fields.get(key);
    boolean text =
        value instanceof CharSequence || value instanceof Number || value instanceof Boolean;
    return text ? Optional.of(value.toString()) : Optional.empty();
  }

  public Optional<Long> getLong(String key) {
    return fields.get(key) instanceof Number number
        ? Optional.of(number.longValue())
        : Optional.empty();
  }

  public Optional<Double> getDouble(String key) {
    return fields.get(key) instanceof Number number
        ? Optional.of(number.doubleValue())
        : Optional.empty();
  }

  public Optional<Boolean> getBoolean(String key) {
    return fields.get(key) instanceof Boolean value ? Optional.of(value) : Optional.empty();
  }

  public Optional<StructType> getStruct(String key) {
    return struct(fields.get(key));
  }

  /** The struct under the key, an empty one when there is none. */
  public StructType getStructOrEmpty(String key) {
    return getStruct(key).orElse(EMPTY);
  }

  /** The elements under the key, empty when there is no list. */
  public List<Object> getListOrEmpty(String key) {
    return fields.get(key) instanceof Collection<?> list
        ? Collections.unmodifiableList(Copies.list(list))
        : List.of();
  }

  @SuppressWarnings("unchecked")
  private static Optional<StructType> struct(Object value) {
    return value instanceof Map<?, ?> map
        ? Optional.of(wrapMap((Map<String, Object>) map))
        : Optional.empty();
  }

  /**
   * An independent copy: fields of the copy itself cannot be changed, maps and lists within it can,
   * and no change shows in this struct. Public packages rely on both.
   */
  public Map<String, Object> asReadonlyMap() {
    return Collections.unmodifiableMap(Copies.map(fields));
  }

  @Override
  public Object get(Object key) {
    return readOnly(fields.get(key));
  }

  @Override
  public boolean containsKey(Object key) {
    return fields.containsKey(key);
  }

  @Override
  public int size() {
    return fields.size();
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Entry<String, Object>> iterator() {
        return new ReadOnlyEntries(fields.entrySet().iterator());
      }

      @Override
      public int size() {
        return fields.size();
      }
    };
  }

  private record ReadOnlyEntries(Iterator<Entry<String, Object>> entries)
      implements Iterator<Entry<String, Object>> {
    @Override
    public boolean hasNext() {
      return entries.hasNext();
    }

    @Override
    public Entry<String, Object> next() {
      Entry<String, Object> entry = entries.next();
      return new SimpleImmutableEntry<>(entry.getKey(), readOnly(entry.getValue()));
    }
  }

  /** The value, such that nothing in it can be changed through it: others have it, too. */
  @SuppressWarnings("unchecked")
  static Object readOnly(Object value) {
    if (value instanceof Map<?, ?> map) {
      return wrapMap((Map<String, Object>) map);
    }
    if (value instanceof List<?> list) {
      return new StructList(list);
    }
    if (value instanceof Collection<?> collection) {
      return new StructList(List.copyOf(collection));
    }
    return value;
  }
}
