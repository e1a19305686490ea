package io.stackstate.synchronization.external;

import com.carrotsearch.hppc.LongHashSet;
import io.stackstate.model.ElementId;

/** The ids in use, so that two elements never share one. */
final class ElementIds {
  private final LongHashSet used = new LongHashSet();

  /** A free id for this identity, the same as long as the same others are in use. */
  long next(String kind, String syncIdentifier, String externalId) {
    int attempt = 0;
    long id = ElementId.of(kind, syncIdentifier, externalId);
    while (used.contains(id)) {
      id = ElementId.of(++attempt, kind, syncIdentifier, externalId);
    }
    return id;
  }

  void take(long id) {
    used.add(id);
  }

  void release(long id) {
    used.remove(id);
  }
}
