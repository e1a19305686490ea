package io.stackstate.topology;

import io.stackstate.model.Json;
import io.stackstate.model.change.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The live problems, which are few: a write after a freeze copies the table. One writer; frozen
 * copies are immutable.
 */
final class ProblemRecords {
  private Map<Long, Entry> entries;
  private boolean shared;

  ProblemRecords() {
    this(new HashMap<>(), false);
  }

  private ProblemRecords(Map<Long, Entry> entries, boolean shared) {
    this.entries = entries;
    this.shared = shared;
  }

  /**
   * @param record null removes
   */
  void put(long id, byte[] record) {
    if (record == null && !entries.containsKey(id)) {
      return;
    }
    if (shared) {
      entries = new HashMap<>(entries);
      shared = false;
    }
    if (record == null) {
      entries.remove(id);
    } else {
      entries.put(id, new Entry(record));
    }
  }

  /** A copy to be written on its own. */
  ProblemRecords copy() {
    return freeze();
  }

  ProblemRecords freeze() {
    shared = true;
    return new ProblemRecords(entries, true);
  }

  Optional<Problem> get(long id) {
    return Optional.ofNullable(entries.get(id)).map(Entry::problem);
  }

  List<Problem> all() {
    return entries.values().stream().map(Entry::problem).toList();
  }

  /** Decodes when it is first asked, because most snapshots of the past never are. */
  private static final class Entry {
    private final byte[] record;
    private volatile Problem problem;

    Entry(byte[] record) {
      this.record = record;
    }

    Problem problem() {
      if (problem == null) {
        problem = decode(record);
      }
      return problem;
    }

    private static Problem decode(byte[] record) {
      try {
        return Json.mapper().readValue(record, Problem.class);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
