package io.stackstate.functions.api;

import groovy.lang.Closure;
import io.stackstate.functions.sandbox.PlainValue;
import java.util.List;
import java.util.Map;

/**
 * A query for metrics: a stream with an element for each series. It is asked when its elements are
 * used, at most once. For one script.
 */
public abstract class SeriesQuery implements Streaming, PlainValue {
  private StreamingScriptResult stream;

  SeriesQuery() {}

  /** The query as an object, without asking it. */
  public abstract Map<String, Object> compileQuery();

  /** Asks it: what {@link SeriesValues#result} makes of each series. */
  abstract List<Object> results();

  public final StreamingScriptResult then(Closure<?> next) {
    return stream().then(next);
  }

  public final StreamingScriptResult map(Closure<?> next) {
    return stream().then(next);
  }

  public final AsyncScriptResult collectStream(int limit) {
    return stream().collectStream(limit);
  }

  public final AsyncScriptResult collectStream(int limit, boolean failBeyond) {
    return stream().collectStream(limit, failBeyond);
  }

  @Override
  public final StreamingScriptResult stream() {
    if (stream == null) {
      stream = StreamingScriptResult.of(this::results);
    }
    return stream;
  }

  @Override
  public final Object toPlain() {
    return stream().toPlain();
  }
}
