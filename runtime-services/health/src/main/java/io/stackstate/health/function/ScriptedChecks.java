package io.stackstate.health.function;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.functions.FunctionCompiler;
import io.stackstate.health.check.Anomaly;
import io.stackstate.health.check.CheckFunctions;
import io.stackstate.model.settings.SettingsNodeName;
import java.util.HashMap;
import java.util.Map;

/** The check functions as the settings have them now. One thread. */
public final class ScriptedChecks implements CheckFunctions {
  /** The type of the settings nodes that it wants to be told of. */
  public static final String TYPE = "CheckFunction";

  private final FunctionCompiler compiler;
  private final Map<Long, CheckFunction> functions = new HashMap<>();

  ScriptedChecks(FunctionCompiler compiler) {
    this.compiler = compiler;
  }

  /**
   * A settings node has changed.
   *
   * @param node null when it is gone
   */
  public void put(long id, SettingsNodeName node) {
    if (node == null) {
      functions.remove(id);
    } else {
      functions.put(id, CheckFunction.read(node.definition(), compiler));
    }
  }

  @Override
  public Answer call(long function, JsonNode arguments, Data data, Anomaly anomaly) {
    CheckFunction found = functions.get(function);
    return found == null
        ? CheckFunctions.NONE.call(function, arguments, data, anomaly)
        : found.call(arguments, data, anomaly);
  }
}
