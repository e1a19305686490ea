package io.stackstate.functions.api;

import io.stackstate.functions.script.ScriptApiException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code View} of scripts (query sheet, section 6.7). */
public final class ViewApi {
  private final ViewSource views;
  private final TopologyReader reader;

  ViewApi(ViewSource views, TopologyReader reader) {
    this.views = views;
    this.reader = reader;
  }

  /** All views. */
  public AsyncScriptResult getAll() {
    return AsyncScriptResult.attempt(() -> views.all().stream().map(ViewApi::response).toList());
  }

  /** One view; fails when there is none. */
  public ViewResult withId(Number id) {
    Optional<ViewSource.SavedView> found =
        views.all().stream().filter(view -> view.id() == id.longValue()).findFirst();
    AsyncScriptResult result =
        AsyncScriptResult.attempt(
            () ->
                found
                    .map(ViewApi::response)
                    .orElseThrow(() -> new ScriptApiException("there is no view with id " + id)));
    return new ViewResult(result, reader, found);
  }

  private static Map<String, Object> response(ViewSource.SavedView saved) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("_type", "QueryView");
    view.put("id", saved.id());
    view.put("identifier", saved.identifier());
    view.put("name", saved.name());
    view.put("description", saved.description());
    view.put("query", saved.query());
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("_type", "QueryViewResponse");
    response.put("view", view);
    return response;
  }
}
