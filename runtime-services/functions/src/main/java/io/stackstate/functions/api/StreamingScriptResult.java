package io.stackstate.functions.api;

import groovy.lang.Closure;
import io.stackstate.functions.sandbox.PlainValue;
import io.stackstate.functions.script.ScriptApiException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Elements that a script handles one by one (query sheet, section 5.2). A stream that is the value
 * of a script is collected. Immutable.
 */
public final class StreamingScriptResult implements Streaming, PlainValue {
  private final AsyncScriptResult source;

  private StreamingScriptResult(AsyncScriptResult source) {
    this.source = source;
  }

  /** The elements of the list or stream that the body returns. */
  static StreamingScriptResult of(Callable<?> body) {
    return new StreamingScriptResult(
        AsyncScriptResult.attempt(
            () -> {
              Object made = body.call();
              if (made instanceof Streaming stream) {
                return stream.stream().source.get();
              }
              if (Settling.settled(made) instanceof Collection<?> elements) {
                return elements;
              }
              throw new ScriptApiException(
                  "thenStream: found %s, expected a stream or a list".formatted(typeOf(made)));
            }));
  }

  /** What the closure makes of each element; each item of a list that it returns is an element. */
  public StreamingScriptResult then(Closure<?> next) {
    return of(
        () -> {
          List<Object> made = new ArrayList<>();
          for (Object element : all()) {
            add(made, next.call(element));
          }
          return made;
        });
  }

  private static void add(List<Object> made, Object value) {
    if (value instanceof Pending || value instanceof Streaming) {
      throw new ScriptApiException(
          "then of a stream: found %s, expected a value or a list".formatted(typeOf(value)));
    }
    if (value instanceof Collection<?> several) {
      made.addAll(several);
    } else {
      made.add(value);
    }
  }

  /** As {@link #then}. */
  public StreamingScriptResult map(Closure<?> next) {
    return then(next);
  }

  /** All elements; fails when there are more than {@code limit}. */
  public AsyncScriptResult collectStream(int limit) {
    return collectStream(limit, true);
  }

  /**
   * @param failBeyond whether more than {@code limit} elements are a failure rather than left out
   */
  public AsyncScriptResult collectStream(int limit, boolean failBeyond) {
    return AsyncScriptResult.attempt(
        () -> failBeyond ? elements(limit) : all().stream().limit(limit).toList());
  }

  List<Object> elements(int most) {
    Collection<?> all = all();
    if (all.size() > most) {
      throw new ScriptApiException(
          "collectStream: found %d elements, expected at most %d".formatted(all.size(), most));
    }
    return new ArrayList<>(all);
  }

  private Collection<?> all() {
    return (Collection<?>) source.get();
  }

  @Override
  public StreamingScriptResult stream() {
    return this;
  }

  private static String typeOf(Object value) {
    return value == null ? "null" : value.getClass().getSimpleName();
  }

  @Override
  public Object toPlain() {
    return elements(Settling.MOST_STREAMED);
  }
}
