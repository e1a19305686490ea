package io.stackstate.topology;

/**
 * The records of all components, or of all relations, as the bytes that stand in the log: decoded
 * elements would take several times the memory. One writer; frozen copies are immutable.
 */
final class Elements {
  private final Ordinals ordinals;
  private final PagedRefs<byte[]> records;
  private final PagedLongs updated;

  Elements() {
    this(new Ordinals(), new PagedRefs<>(), new PagedLongs());
  }

  private Elements(Ordinals ordinals, PagedRefs<byte[]> records, PagedLongs updated) {
    this.ordinals = ordinals;
    this.records = records;
    this.updated = updated;
  }

  int count() {
    return ordinals.count();
  }

  /** The ordinal of the element, or -1. */
  int ordinal(long id) {
    return ordinals.ordinal(id);
  }

  /**
   * @throws IllegalArgumentException when no element has this ordinal
   */
  long id(int ordinal) {
    long id = ordinal < 0 ? 0 : ordinals.id(ordinal);
    if (id == 0) {
      throw noElement(ordinal);
    }
    return id;
  }

  /**
   * @param wanted not negative
   * @throws IllegalArgumentException when no element has one of these ordinals
   */
  long[] ids(int[] wanted) {
    long[] ids = ordinals.ids(wanted);
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] == 0) {
        throw noElement(wanted[i]);
      }
    }
    return ids;
  }

  /**
   * @throws IllegalArgumentException when no element has this ordinal
   */
  byte[] record(int ordinal) {
    byte[] record = ordinal < 0 ? null : records.get(ordinal);
    if (record == null) {
      throw noElement(ordinal);
    }
    return record;
  }

  private static IllegalArgumentException noElement(int ordinal) {
    return new IllegalArgumentException("no element has ordinal " + ordinal);
  }

  /** When the record was last written, epoch milliseconds. */
  long updated(int ordinal) {
    record(ordinal);
    return updated.get(ordinal);
  }

  int add(long id) {
    return ordinals.add(id);
  }

  void put(int ordinal, byte[] record, long timeMillis) {
    records.set(ordinal, record);
    updated.set(ordinal, timeMillis);
  }

  void remove(int ordinal) {
    records.set(ordinal, null);
    updated.set(ordinal, 0);
    ordinals.remove(ordinal);
  }

  /** A copy to be written on its own. */
  Elements copy() {
    return new Elements(ordinals.copy(), records.copy(), updated.copy());
  }

  Elements freeze() {
    return new Elements(ordinals.freeze(), records.freeze(), updated.freeze());
  }
}
