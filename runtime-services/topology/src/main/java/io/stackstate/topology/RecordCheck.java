package io.stackstate.topology;

import io.stackstate.model.Json;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Problem;
import java.io.IOException;

/**
 * Decides whether a change log record is valid, in one place, so that all projections of the log
 * leave out the same records.
 */
public final class RecordCheck {
  /** Ids above this are corrupted by clients that read JSON numbers as doubles. */
  private static final long MAX_ID = (1L << 53) - 1;

  private RecordCheck() {}

  /**
   * Checks that the id is in {@code [1, 2^53)} and that the value, if there is one, is the JSON of
   * what the key names; pure.
   *
   * @throws IllegalArgumentException naming the field, what was found and what was expected
   */
  public static void check(Change change) {
    ChangeKey key = change.key();
    if (!isId(key.id())) {
      throw new IllegalArgumentException("key: found id " + key.id() + ", expected 1 to " + MAX_ID);
    }
    if (change.isDelete()) {
      return;
    }
    switch (key.aspect()) {
      case COMPONENT -> checkId(key, ComponentFields.parse(change.value()).id());
      case RELATION -> checkRelation(key, RelationFields.parse(change.value()));
      case HEALTH -> checkId(key, HealthFields.parse(change.value()).id());
      case PROBLEM -> checkProblem(key, change.value());
    }
  }

  /** Readers decode the whole record, so all of it must be readable. */
  private static void checkProblem(ChangeKey key, byte[] record) {
    RecordParser.parse(record, (field, parser) -> {});
    Problem problem;
    try {
      problem = Json.mapper().readValue(record, Problem.class);
    } catch (IOException e) {
      // Without the cause, which quotes the record.
      throw new IllegalArgumentException("record: found fields of other types, expected a problem");
    }
    checkId(key, problem.id());
    if (problem.rootCause() == null) {
      throw new IllegalArgumentException("rootCause: found null, expected an object");
    }
  }

  private static void checkRelation(ChangeKey key, RelationFields fields) {
    checkId(key, fields.id());
    if (!isId(fields.source()) || !isId(fields.target())) {
      throw new IllegalArgumentException(
          "source, target: found "
              + fields.source()
              + ", "
              + fields.target()
              + ", expected ids of components");
    }
  }

  private static boolean isId(long id) {
    return id >= 1 && id <= MAX_ID;
  }

  private static void checkId(ChangeKey key, long id) {
    if (id != key.id()) {
      throw new IllegalArgumentException("id: found " + id + ", expected " + key.id());
    }
  }
}
