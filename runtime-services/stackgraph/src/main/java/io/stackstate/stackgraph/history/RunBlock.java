package io.stackstate.stackgraph.history;

import io.stackstate.model.change.Change;
import java.io.ByteArrayOutputStream;
import java.util.zip.Deflater;

/**
 * A block of a run being written: per key its id as the difference from the one before, the number
 * of its records, and each record as the difference from the one before of the same key.
 */
final class RunBlock {
  /** What follows is no record: the key was deleted. */
  static final int DELETED = 0;

  private static final byte[] NOTHING = {};

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private long id;
  private int commit;
  private byte[] previous = NOTHING;

  /** How much there is so far, before compression. */
  int bytes() {
    return out.size();
  }

  /** Begins with the records of a key; ids ascend. */
  void begin(long nextId, int records) {
    Varints.write(nextId - id, out);
    Varints.write(records, out);
    id = nextId;
    commit = 0;
    previous = NOTHING;
  }

  /** Adds the next record of the key. */
  void add(int nextCommit, Change change) {
    Varints.write(nextCommit - commit, out);
    commit = nextCommit;
    if (change.isDelete()) {
      Varints.write(DELETED, out);
      return;
    }
    byte[] value = change.value();
    int shorter = Math.min(value.length, previous.length);
    int prefix = 0;
    while (prefix < shorter && value[prefix] == previous[prefix]) {
      prefix++;
    }
    int suffix = 0;
    while (suffix < shorter - prefix
        && value[value.length - 1 - suffix] == previous[previous.length - 1 - suffix]) {
      suffix++;
    }
    Varints.write(1L + prefix, out);
    Varints.write(suffix, out);
    Varints.write((long) value.length - prefix - suffix, out);
    out.write(value, prefix, value.length - prefix - suffix);
    previous = value;
  }

  byte[] compressed() {
    return Compression.deflate(out.toByteArray(), Deflater.DEFAULT_COMPRESSION);
  }
}
