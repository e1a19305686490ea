package io.stackstate.health.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.functions.api.ViewSource;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The views that settings have, for scripts. Thread-safe. */
public final class SavedViews implements ViewSource {
  /** The type of their settings nodes. */
  public static final String TYPE = "QueryView";

  private final NavigableMap<Long, SavedView> views = new ConcurrentSkipListMap<>();

  /**
   * Takes a view over as it is now.
   *
   * @param node its JSON object; null when it is gone
   */
  public void define(long id, JsonNode node) {
    if (node == null) {
      views.remove(id);
    } else {
      views.put(
          id,
          new SavedView(
              id,
              node.path("identifier").textValue(),
              node.path("name").asText(""),
              node.path("description").textValue(),
              node.path("query").asText("")));
    }
  }

  @Override
  public List<SavedView> all() {
    return List.copyOf(views.values());
  }
}
