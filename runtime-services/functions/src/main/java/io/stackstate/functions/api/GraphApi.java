package io.stackstate.functions.api;

import groovy.lang.Closure;
import io.stackstate.functions.sandbox.SandboxViolation;
import io.stackstate.functions.script.ScriptApiException;

/**
 * {@code Graph}: settings nodes, as the vertices that published scripts look for (query sheet,
 * section 6.8). Read only, and answered at once.
 */
public final class GraphApi {
  private final ScriptHost host;

  GraphApi(ScriptHost host) {
    this.host = host;
  }

  /**
   * What the closure makes of the nodes.
   *
   * @param traversal gets a {@link GraphNodes.Source}
   * @throws SandboxViolation when its caller may not ask
   */
  public Object query(Closure<?> traversal) {
    if (traversal == null) {
      throw new ScriptApiException("Graph.query: found null, expected a closure");
    }
    return traversal.call(new GraphNodes.Source(host));
  }
}
