package io.stackstate.functions.api;

import io.stackstate.functions.runtime.HandlerView;
import io.stackstate.functions.script.ScriptApiException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code View} of scripts (query sheet, section 6.7). */
public final class ViewApi {
  private final ScriptHost host;

  ViewApi(ScriptHost host) {
    this.host = host;
  }

  /** All views. */
  public AsyncScriptResult getAll() {
    return AsyncScriptResult.attempt(() -> views().stream().map(ViewApi::response).toList());
  }

  /**
   * One view; its results fail when there is none.
   *
   * @param reference its id, its URN, or the {@code view} that a function of an event handler has
   */
  public ViewResult withId(Object reference) {
    Object wanted = reference instanceof HandlerView view ? view.getId() : reference;
    Optional<Map<String, Object>> found =
        views().stream().filter(view -> isMeant(view, wanted)).findFirst();
    AsyncScriptResult result =
        AsyncScriptResult.attempt(
            () ->
                found
                    .map(ViewApi::response)
                    .orElseThrow(
                        () -> new ScriptApiException("there is no view with id " + wanted)));
    return new ViewResult(result, host, found);
  }

  private static boolean isMeant(Map<String, Object> view, Object wanted) {
    return String.valueOf(view.get("id")).equals(String.valueOf(wanted))
        || wanted instanceof CharSequence && wanted.toString().equals(view.get("identifier"));
  }

  @SuppressWarnings("unchecked")
  private List<Map<String, Object>> views() {
    return (List<Map<String, Object>>) host.ask(Question.VIEWS, Map.of());
  }

  private static Map<String, Object> response(Map<String, Object> view) {
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("_type", "QueryViewResponse");
    response.put("view", view);
    return response;
  }
}
