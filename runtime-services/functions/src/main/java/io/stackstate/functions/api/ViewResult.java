package io.stackstate.functions.api;

import io.stackstate.functions.script.ScriptApiException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One view, and the problems that concern what it shows (query sheet, section 6.7). */
public final class ViewResult extends AsyncScriptResult {
  private final ScriptHost host;
  private final Optional<Map<String, Object>> view;

  ViewResult(AsyncScriptResult result, ScriptHost host, Optional<Map<String, Object>> view) {
    super(result);
    this.host = host;
    this.view = view;
  }

  /** The problems now, the one that changed last first. */
  public AsyncScriptResult problems() {
    return attempt(this::found);
  }

  /** One of them; fails when there is none with this id. */
  public AsyncScriptResult problem(Number id) {
    return attempt(
        () ->
            found().stream()
                .filter(problem -> isMeant(problem, id.longValue()))
                .findFirst()
                .orElseThrow(
                    () -> new ScriptApiException("the view has no problem with id " + id)));
  }

  private static boolean isMeant(Map<String, Object> problem, long id) {
    return problem.get("problemId") instanceof Number known && known.longValue() == id;
  }

  @SuppressWarnings("unchecked")
  private List<Map<String, Object>> found() {
    if (view.isEmpty()) {
      // Fails with the reason why there is no view.
      get();
      throw new IllegalStateException("a view that is there is known");
    }
    return (List<Map<String, Object>>)
        host.ask(
            Question.PROBLEMS,
            Map.of("query", view.get().get("query"), "view", view.get().get("id")));
  }
}
