package io.stackstate.functions.api;

import groovy.lang.Closure;
import io.stackstate.functions.sandbox.PlainValue;
import io.stackstate.functions.sandbox.SandboxViolation;
import io.stackstate.functions.script.ScriptApiException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import org.codehaus.groovy.runtime.InvokerInvocationException;

/**
 * What a script API gives: a value, or why there is none (query sheet, section 5.1). It is settled
 * when a script gets it, so closures run at once, on the thread of the script and within its
 * limits: never two at a time. A failure that nobody handles ends the script when the result is its
 * value. Immutable.
 */
public class AsyncScriptResult implements Pending, PlainValue {
  private final Object value;
  private final RuntimeException failure;

  /** Settled as another one is. */
  protected AsyncScriptResult(AsyncScriptResult other) {
    this(other.value, other.failure);
  }

  private AsyncScriptResult(Object value, RuntimeException failure) {
    this.value = value;
    this.failure = failure;
  }

  /**
   * What the body returns or throws. What is pending in its result is awaited: the result itself,
   * and the elements of a list. Errors and violations of the sandbox go through.
   */
  static AsyncScriptResult attempt(Callable<?> body) {
    try {
      return new AsyncScriptResult(Settling.settled(body.call()), null);
    } catch (SandboxViolation e) {
      throw e;
    } catch (InvokerInvocationException e) {
      return failed(e.getCause() instanceof Exception cause ? cause : e);
    } catch (Exception e) {
      return failed(e);
    }
  }

  private static AsyncScriptResult failed(Exception e) {
    return new AsyncScriptResult(
        null, e instanceof RuntimeException known ? known : new UndeclaredThrowableException(e));
  }

  @Override
  public final AsyncScriptResult result() {
    return this;
  }

  /** The value; throws what failed. */
  final Object get() {
    if (failure != null) {
      throw failure;
    }
    return value;
  }

  /** What the closure makes of the value. */
  public final AsyncScriptResult then(Closure<?> next) {
    return failure == null ? attempt(() -> next.call(value)) : this;
  }

  /** As {@link #then}. */
  public final AsyncScriptResult map(Closure<?> next) {
    return then(next);
  }

  /** As {@link #then}. */
  public final AsyncScriptResult flatMap(Closure<?> next) {
    return then(next);
  }

  /** What the closure makes of each element of the value. */
  public final AsyncScriptResult thenCollect(Closure<?> next) {
    return attempt(
        () -> {
          List<Object> results = new ArrayList<>();
          for (Object element : elements("thenCollect")) {
            results.add(next.call(element));
          }
          return results;
        });
  }

  /** Folds the elements of the value from left to right; each step waits for the one before. */
  public final AsyncScriptResult thenInject(Object initial, Closure<?> next) {
    return attempt(
        () -> {
          Object folded = initial;
          for (Object element : elements("thenInject")) {
            folded = Settling.settled(next.call(folded, element));
          }
          return folded;
        });
  }

  /** Goes on with the stream, or the elements of the list, that the closure makes of the value. */
  public final StreamingScriptResult thenStream(Closure<?> next) {
    return StreamingScriptResult.of(() -> next.call(get()));
  }

  /** What the closure makes of the failure; the value when there is none. */
  public final AsyncScriptResult catchError(Closure<?> handler) {
    return failure == null ? this : attempt(() -> handler.call(cause()));
  }

  private Throwable cause() {
    return failure instanceof UndeclaredThrowableException ? failure.getCause() : failure;
  }

  private Collection<?> elements(String method) {
    if (get() instanceof Collection<?> elements) {
      return elements;
    }
    throw new ScriptApiException(
        "%s: found %s, expected a result that is a list"
            .formatted(method, value == null ? "null" : value.getClass().getSimpleName()));
  }

  @Override
  public final Object toPlain() {
    return get();
  }
}
