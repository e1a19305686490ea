package io.stackstate.topology;

import io.stackstate.model.Json;
import io.stackstate.model.change.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The records of the live problems, which are few: a write after a freeze copies the table. One
 * writer; frozen copies are immutable.
 */
final class ProblemRecords {
  private Map<Long, byte[]> records;
  private boolean shared;

  ProblemRecords() {
    this(new HashMap<>(), false);
  }

  private ProblemRecords(Map<Long, byte[]> records, boolean shared) {
    this.records = records;
    this.shared = shared;
  }

  /**
   * @param record null removes
   */
  void put(long id, byte[] record) {
    if (record == null && !records.containsKey(id)) {
      return;
    }
    if (shared) {
      records = new HashMap<>(records);
      shared = false;
    }
    if (record == null) {
      records.remove(id);
    } else {
      records.put(id, record);
    }
  }

  /** A copy to be written on its own. */
  ProblemRecords copy() {
    return freeze();
  }

  ProblemRecords freeze() {
    shared = true;
    return new ProblemRecords(records, true);
  }

  /** Null when there is none with this id. */
  byte[] get(long id) {
    return records.get(id);
  }

  Collection<byte[]> all() {
    return records.values();
  }

  static Problem decode(byte[] record) {
    try {
      return Json.mapper().readValue(record, Problem.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
