package io.stackstate.functions.api;

import io.stackstate.functions.script.ScriptApiException;
import java.util.Collection;
import java.util.concurrent.Callable;

/** The components or relations of a query. */
public final class ElementList extends AsyncScriptResult {
  private ElementList(AsyncScriptResult elements) {
    super(elements);
  }

  static ElementList of(Callable<? extends Collection<?>> elements) {
    return new ElementList(attempt(elements));
  }

  /** How many there are. */
  public AsyncScriptResult count() {
    return attempt(() -> ((Collection<?>) get()).size());
  }

  public AsyncScriptResult metricStreams() {
    return attempt(
        () -> {
          throw new ScriptApiException("Telemetry is not available in this version");
        });
  }
}
