package io.stackstate.stackpacks.settings;

import java.util.Collection;
import java.util.List;

/** Compiles the bodies of functions, so that an import tells what would not run. Thread-safe. */
@FunctionalInterface
public interface FunctionChecks {
  /** Accepts everything; templates and queries are checked all the same. */
  FunctionChecks NONE = (nodeType, script, parameters) -> List.of();

  /**
   * @param nodeType for example {@code CheckFunction}, which decides what the script may do
   * @param parameters names of the parameters, which are the script's variables
   * @return the problems, each a line; empty when the script compiles
   */
  List<String> problems(String nodeType, String script, List<String> parameters);

  /** The body of a function in a node of the type. */
  record Body(String nodeType, String script) {}

  /**
   * Checks that have looked at these bodies already, at the same time where they can; for one
   * import, whose bodies are many.
   */
  default FunctionChecks ahead(Collection<Body> bodies) {
    return this;
  }
}
