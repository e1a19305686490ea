package io.stackstate.stackgraph.gremlin;

import java.util.Map;

/**
 * A traversal to be run.
 *
 * @param text in the language of Gremlin's grammar, beginning with {@code g}
 * @param bindings values of the variables in it: strings, numbers, booleans, and lists of these
 * @param typed whether the answer has GraphSON's types
 */
public record GremlinRequest(String text, Map<String, Object> bindings, boolean typed) {
  public GremlinRequest {
    bindings = Map.copyOf(bindings);
  }
}
