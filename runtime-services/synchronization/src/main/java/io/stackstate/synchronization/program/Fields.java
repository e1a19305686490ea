package io.stackstate.synchronization.program;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * A map whose keys are known beforehand, which costs one array. One is made for each element, and
 * most of its fields are not looked at. Cannot be changed; what it holds can.
 */
final class Fields extends AbstractMap<String, Object> {
  private final Names names;
  private final Object[] values;

  /** The keys of such maps, in order. */
  record Names(List<String> all, Map<String, Integer> places) {
    Names(List<String> all) {
      this(all, places(all));
    }

    private static Map<String, Integer> places(List<String> all) {
      Map<String, Integer> places = new HashMap<>();
      all.forEach(name -> places.put(name, places.size()));
      return places;
    }
  }

  /**
   * @param values of the names, in their order; kept
   */
  Fields(Names names, Object... values) {
    this.names = names;
    this.values = values;
  }

  @Override
  public Object get(Object key) {
    Integer place = names.places.get(key);
    return place == null ? null : values[place];
  }

  @Override
  public boolean containsKey(Object key) {
    return names.places.containsKey(key);
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public Set<Map.Entry<String, Object>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<String, Object>> iterator() {
        return new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            return next < values.length;
          }

          @Override
          public Map.Entry<String, Object> next() {
            if (next == values.length) {
              throw new NoSuchElementException();
            }
            String name = names.all.get(next);
            return new SimpleImmutableEntry<>(name, values[next++]);
          }
        };
      }

      @Override
      public int size() {
        return values.length;
      }
    };
  }
}
