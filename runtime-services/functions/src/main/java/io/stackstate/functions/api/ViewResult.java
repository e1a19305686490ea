package io.stackstate.functions.api;

import io.stackstate.functions.script.ScriptApiException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One view, and the problems that concern what it shows (query sheet, section 6.7). */
public final class ViewResult extends AsyncScriptResult {
  private final TopologyReader reader;
  private final Optional<ViewSource.SavedView> view;

  ViewResult(AsyncScriptResult result, TopologyReader reader, Optional<ViewSource.SavedView> view) {
    super(result);
    this.reader = reader;
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
                .filter(problem -> problem.get("problemId").equals(id.longValue()))
                .findFirst()
                .orElseThrow(
                    () -> new ScriptApiException("the view has no problem with id " + id)));
  }

  private List<Map<String, Object>> found() {
    if (view.isEmpty()) {
      // Fails with the reason why there is no view.
      get();
      throw new IllegalStateException("a view that is there is known");
    }
    Found selected = reader.find(view.get().query(), null);
    return selected.problems(view.get().id());
  }
}
