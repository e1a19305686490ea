package io.stackstate.synchronization.external;

import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The records of one commit: one per key, deletes first. */
final class ChangeSet {
  private final Map<ChangeKey, byte[]> values = new LinkedHashMap<>();
  private final List<Change> deletes = new ArrayList<>();

  void upsert(Aspect aspect, long id, byte[] value) {
    values.put(new ChangeKey(aspect, id), value);
  }

  /** Deletes it, unless something with the same id was already written in this commit. */
  void delete(Aspect aspect, long id) {
    ChangeKey key = new ChangeKey(aspect, id);
    if (!values.containsKey(key)) {
      deletes.add(new Change(key, null));
    }
  }

  List<Change> changes() {
    List<Change> all = new ArrayList<>(deletes.size() + values.size());
    all.addAll(deletes);
    values.forEach((key, value) -> all.add(new Change(key, value)));
    return all;
  }
}
