package io.stackstate.automation.engine;

import io.stackstate.model.handler.Silence;
import io.stackstate.model.notification.NotificationKey;
import io.stackstate.model.notification.NotificationKey.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The silences that people made; they go by themselves a day after their end. For one thread. */
public final class Silences {
  private static final int MOST = 1_000;
  private static final long KEPT_MILLIS = 86_400_000;

  private final Records records;
  private final Map<String, Silence> silences = new LinkedHashMap<>();

  Silences(Records records) {
    this.records = records;
  }

  void restore(Silence silence) {
    silences.put(silence.id(), silence);
  }

  /** Makes or changes one; false when there are too many. */
  public boolean put(Silence silence) {
    if (silences.size() >= MOST && !silences.containsKey(silence.id())) {
      return false;
    }
    silences.put(silence.id(), silence);
    records.put(NotificationKey.of(Kind.SILENCE, silence.id()), silence);
    return true;
  }

  /** Ends one; false when there is none. */
  public boolean remove(String id) {
    if (silences.remove(id) == null) {
      return false;
    }
    records.delete(NotificationKey.of(Kind.SILENCE, id));
    return true;
  }

  public List<Silence> all() {
    return List.copyOf(silences.values());
  }

  void tick(long now) {
    silences.values().stream()
        .filter(silence -> silence.endsAt() + KEPT_MILLIS < now)
        .map(Silence::id)
        .toList()
        .forEach(this::remove);
  }
}
