package io.stackstate.topology;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.roaringbitmap.RoaringBitmap;

/**
 * The components by the values of one attribute. A value that one component alone has, as most
 * names and identifiers are, costs one hash slot and nothing else: its text stands in the
 * component's record, where a search verifies it. Only a value that several share has a bitmap. One
 * writer; frozen copies are immutable and for any thread.
 */
final class ValueIndex {
  /** Tells from its record whether a component has a value. */
  @FunctionalInterface
  interface Holder {
    boolean has(int component, String value);
  }

  /**
   * @param generation in which the bitmap may be changed; later it is shared with a frozen copy
   */
  private record Posting(String value, RoaringBitmap components, Object generation) {}

  /** Entries: {@code ordinal + 1} for a single component, {@code -1 - index} for a posting. */
  private final HashSlots slots;

  private final PagedRefs<Posting> postings;
  private final RoaringBitmap freePostings;
  private int nextPosting;
  private Object generation = new Object();

  private final ToIntFunction<String> hash;

  /** Up to the last freeze, and since then; null when that is too much to remember. */
  private ValueChanges changes;

  private Map<String, Integer> changed = new HashMap<>();

  ValueIndex() {
    this(Hash::of);
  }

  /**
   * @param hash of a value; equal hashes of different values cost time only
   */
  ValueIndex(ToIntFunction<String> hash) {
    this(hash, new HashSlots(), new PagedRefs<>(), new RoaringBitmap(), 0, new ValueChanges());
  }

  private ValueIndex(
      ToIntFunction<String> hash,
      HashSlots slots,
      PagedRefs<Posting> postings,
      RoaringBitmap freePostings,
      int nextPosting,
      ValueChanges changes) {
    this.hash = hash;
    this.slots = slots;
    this.postings = postings;
    this.freePostings = freePostings;
    this.nextPosting = nextPosting;
    this.changes = changes;
  }

  /** The components with this value; empty, never null; not to be changed. */
  RoaringBitmap get(String value, Holder holder) {
    int entry = find(hash.applyAsInt(value), value, -1, holder);
    if (entry == 0) {
      return new RoaringBitmap();
    }
    return entry > 0 ? RoaringBitmap.bitmapOf(entry - 1) : postings.get(~entry).components();
  }

  /** Adds a value that the component does not have in this index yet. */
  void add(String value, int component, Holder holder) {
    int code = hash.applyAsInt(value);
    int entry = find(code, value, component, holder);
    if (entry == 0) {
      slots.add(code, component + 1);
      changed(value, component);
    } else if (entry < 0) {
      writable(~entry).add(component);
    } else {
      RoaringBitmap both = RoaringBitmap.bitmapOf(entry - 1, component);
      slots.replace(code, entry, ~addPosting(new Posting(value, both, generation)));
      changed(value, ValueChanges.SEVERAL);
    }
  }

  /** Removes a value that the component has in this index. */
  void remove(String value, int component) {
    int code = hash.applyAsInt(value);
    int entry = findPosting(code, value);
    if (entry == 0) {
      slots.remove(code, component + 1);
      changed(value, ValueChanges.GONE);
      return;
    }
    RoaringBitmap components = writable(~entry);
    components.remove(component);
    if (components.getCardinality() == 1) {
      slots.replace(code, entry, components.first() + 1);
      changed(value, components.first());
      postings.set(~entry, null);
      freePostings.add(~entry);
    }
  }

  /**
   * Enumerates the values: passes those that several components share to {@code shared}.
   *
   * @return the components that have a value of their own
   */
  private RoaringBitmap values(Consumer<String> shared) {
    RoaringBitmap single = new RoaringBitmap();
    slots.forEach(
        entry -> {
          if (entry > 0) {
            single.add(entry - 1);
          } else {
            shared.accept(postings.get(~entry).value());
          }
        });
    return single;
  }

  /** A copy to be written on its own. */
  ValueIndex copy() {
    endGeneration();
    return new ValueIndex(
        hash, slots.copy(), postings.copy(), freePostings.clone(), nextPosting, changes);
  }

  ValueIndex freeze() {
    endGeneration();
    return new ValueIndex(hash, slots.freeze(), postings.freeze(), null, nextPosting, changes);
  }

  /** What follows is written by one of the sharers only. */
  private void endGeneration() {
    generation = new Object();
    if (changed == null || !changed.isEmpty()) {
      changes = changed == null ? new ValueChanges() : changes.then(changed);
      changed = new HashMap<>();
    }
  }

  /**
   * The values in order; of a frozen copy only.
   *
   * @param values those that a component has according to its record
   */
  ValueOrder order(IntFunction<List<String>> values) {
    return changes.sorted(() -> components(values));
  }

  /** For each value its component, or that there are several. */
  private Map<String, Integer> components(IntFunction<List<String>> values) {
    Map<String, Integer> components = new HashMap<>(2 * slots.count());
    RoaringBitmap single = values(value -> components.put(value, ValueChanges.SEVERAL));
    single.forEach(
        (int component) ->
            values.apply(component).forEach(value -> components.putIfAbsent(value, component)));
    return components;
  }

  private void changed(String value, int component) {
    if (changed != null && changed.size() < ValueChanges.MAX_CHANGES) {
      changed.put(value, component);
    } else {
      changed = null;
    }
  }

  /**
   * The entry of a value, or 0. The posting comes first: a component in it may also have a single
   * entry for another value of equal hash, and its record would confirm that one too.
   *
   * @param except a component whose single entries are known to be for other values
   */
  private int find(int code, String value, int except, Holder holder) {
    int posting = findPosting(code, value);
    return posting != 0
        ? posting
        : slots.find(code, e -> e > 0 && e - 1 != except && holder.has(e - 1, value));
  }

  private int findPosting(int code, String value) {
    return slots.find(code, e -> e < 0 && postings.get(~e).value().equals(value));
  }

  private RoaringBitmap writable(int index) {
    Posting posting = postings.get(index);
    if (posting.generation() != generation) {
      posting = new Posting(posting.value(), posting.components().clone(), generation);
      postings.set(index, posting);
    }
    return posting.components();
  }

  private int addPosting(Posting posting) {
    int index = nextPosting;
    if (freePostings.isEmpty()) {
      nextPosting++;
    } else {
      index = freePostings.first();
      freePostings.remove(index);
    }
    postings.set(index, posting);
    return index;
  }
}
