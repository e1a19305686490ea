package io.stackstate.api.health;

import io.stackstate.model.health.ViewHealth;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The health of all views as {@code health} last said it. Thread-safe. */
public final class ViewHealthBoard {
  private final Map<Long, ViewHealth> views = new ConcurrentHashMap<>();

  /** Takes what was said of a view; null when it has no health any more. */
  public void apply(long id, ViewHealth health) {
    if (health == null) {
      views.remove(id);
    } else {
      views.put(id, health);
    }
  }

  /** Empty for a view whose health is switched off, or was not decided yet. */
  public Optional<ViewHealth> view(long id) {
    return Optional.ofNullable(views.get(id));
  }
}
