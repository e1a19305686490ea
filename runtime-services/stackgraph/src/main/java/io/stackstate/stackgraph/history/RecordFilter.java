package io.stackstate.stackgraph.history;

import com.carrotsearch.hppc.LongHashSet;
import com.carrotsearch.hppc.cursors.LongCursor;
import io.stackstate.model.change.Aspect;

/** Which records are worth decoding. Pure. */
interface RecordFilter {
  RecordFilter ALL = (aspect, id) -> true;

  boolean wants(Aspect aspect, long id);

  /** Whether it may want a record with an id from {@code firstId} to {@code lastId}, inclusive. */
  default boolean mayWant(Aspect aspect, long firstId, long lastId) {
    return true;
  }

  /** The records of some elements, or problems. */
  static RecordFilter elements(LongHashSet ids) {
    return new Elements(ids);
  }

  /** All records of one aspect. */
  static RecordFilter aspect(Aspect aspect) {
    return new OfAspect(aspect);
  }

  /** See {@link #elements}. */
  record Elements(LongHashSet ids) implements RecordFilter {
    /** With more it is not worth while to look at each for every block. */
    private static final int FEW = 64;

    @Override
    public boolean wants(Aspect aspect, long id) {
      return ids.contains(id);
    }

    @Override
    public boolean mayWant(Aspect aspect, long firstId, long lastId) {
      boolean any = ids.size() > FEW;
      for (LongCursor id : any ? new LongHashSet() : ids) {
        any |= firstId <= id.value && id.value <= lastId;
      }
      return any;
    }
  }

  /** See {@link #aspect}. */
  record OfAspect(Aspect wanted) implements RecordFilter {
    @Override
    public boolean wants(Aspect aspect, long id) {
      return aspect == wanted;
    }

    @Override
    public boolean mayWant(Aspect aspect, long firstId, long lastId) {
      return aspect == wanted;
    }
  }
}
