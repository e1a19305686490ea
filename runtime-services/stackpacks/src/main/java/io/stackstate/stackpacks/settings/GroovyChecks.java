package io.stackstate.stackpacks.settings;

import io.stackstate.functions.FunctionCompiler;
import io.stackstate.functions.FunctionKind;
import io.stackstate.functions.script.ScriptCompiler;
import io.stackstate.functions.script.ScriptError;
import io.stackstate.functions.script.ScriptException;
import io.stackstate.functions.script.ScriptSource;
import java.util.List;

/** Compiles the Groovy of functions for the sandbox that they will run in. */
public final class GroovyChecks implements FunctionChecks {
  private final ScriptCompiler compiler = new ScriptCompiler();

  @Override
  public List<String> problems(String nodeType, String script, List<String> parameters) {
    if (FunctionKind.ofNodeType(nodeType).isEmpty()) {
      return List.of();
    }
    try {
      compiler.compile(ScriptSource.statements(nodeType, script, FunctionCompiler.allowed()));
      return List.of();
    } catch (ScriptException e) {
      return e.errors().stream().map(GroovyChecks::text).toList();
    }
  }

  private static String text(ScriptError error) {
    return "line "
        + error.line()
        + ", column "
        + error.column()
        + " of the script: "
        + error.message();
  }
}
