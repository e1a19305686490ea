package io.stackstate.functions.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** The components or relations of a query. */
public final class ElementList extends AsyncScriptResult {
  private final Callable<? extends Collection<?>> full;

  private ElementList(AsyncScriptResult elements, Callable<? extends Collection<?>> full) {
    super(elements);
    this.full = full;
  }

  /**
   * @param full the same elements with all that is known of them
   */
  static ElementList of(
      Callable<? extends Collection<?>> elements, Callable<? extends Collection<?>> full) {
    return new ElementList(attempt(elements), full);
  }

  /** How many there are. */
  public AsyncScriptResult count() {
    return attempt(() -> ((Collection<?>) get()).size());
  }

  /** The metric streams of all of them, each of which {@code Telemetry.query} takes. */
  public AsyncScriptResult metricStreams() {
    return attempt(
        () -> {
          List<Object> streams = new ArrayList<>();
          for (Object element : full.call()) {
            for (Object stream : (List<?>) ((Map<?, ?>) element).get("streams")) {
              if ("MetricStream".equals(((Map<?, ?>) stream).get("_type"))) {
                streams.add(stream);
              }
            }
          }
          return streams;
        });
  }
}
