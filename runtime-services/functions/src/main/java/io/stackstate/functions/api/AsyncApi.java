package io.stackstate.functions.api;

import java.util.Collection;

/** {@code Async} of scripts. */
public final class AsyncApi {
  AsyncApi() {}

  /** The values of all results, in their order. */
  public AsyncScriptResult sequence(Collection<?> results) {
    return AsyncScriptResult.attempt(() -> results);
  }
}
