package io.stackstate.topology;

import java.util.Collections;
import java.util.List;

/** The order of values of a snapshot that has nothing but their list: every search goes through. */
record ListedValues(List<String> values) implements ValueOrder {

  @Override
  public int mostWith(String prefix) {
    return behind(prefix) - from(prefix);
  }

  @Override
  public Cursor startingWith(String prefix) {
    return new Through(values.subList(from(prefix), behind(prefix)));
  }

  @Override
  public Cursor containing(List<String> fragments) {
    return new Through(values);
  }

  private int from(String prefix) {
    int found = Collections.binarySearch(values, prefix);
    return found < 0 ? ~found : found;
  }

  private int behind(String prefix) {
    int low = from(prefix);
    int high = values.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (values.get(middle).startsWith(prefix)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static final class Through implements Cursor {
    private final List<String> values;
    private int at = -1;

    Through(List<String> values) {
      this.values = values;
    }

    @Override
    public boolean next() {
      return ++at < values.size();
    }

    @Override
    public String value() {
      return values.get(at);
    }

    @Override
    public int component() {
      return -1;
    }
  }
}
