package io.stackstate.functions.sandbox;

import groovy.lang.Range;
import java.util.AbstractList;
import java.util.Iterator;

/**
 * A range with so many elements that native code would walk over it without end: it reports each
 * element to the running {@link Execution}.
 */
final class InterruptibleRange extends AbstractList<Object> {
  /** Ranges up to this size are left to Groovy. */
  static final int SMALL = 100_000;

  private final Range<?> range;

  InterruptibleRange(Range<?> range) {
    this.range = range;
  }

  @Override
  public Object get(int index) {
    Execution.tick();
    return range.get(index);
  }

  @Override
  public int size() {
    return range.size();
  }

  @Override
  public Iterator<Object> iterator() {
    Iterator<?> elements = range.iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return elements.hasNext();
      }

      @Override
      public Object next() {
        Execution.tick();
        return elements.next();
      }
    };
  }

  /** No copy into an array, which would take the memory at once. */
  @Override
  public Object[] toArray() {
    Execution.charge(size());
    return super.toArray();
  }
}
