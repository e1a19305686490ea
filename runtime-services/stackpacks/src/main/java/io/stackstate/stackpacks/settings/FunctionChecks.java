package io.stackstate.stackpacks.settings;

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
}
