package io.stackstate.functions.api;

import io.stackstate.functions.script.ScriptApiException;

/**
 * A script API that scripts may expect and that is not there: whatever they call says so, rather
 * than that the name is unknown.
 */
public final class UnavailableApi {
  private final String name;

  UnavailableApi(String name) {
    this.name = name;
  }

  public Object query(Object... arguments) {
    return refuse();
  }

  public Object predictMetrics(Object... arguments) {
    return refuse();
  }

  private Object refuse() {
    throw new ScriptApiException(name + " is not available in this version");
  }
}
