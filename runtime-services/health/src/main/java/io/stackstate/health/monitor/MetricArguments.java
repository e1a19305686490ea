package io.stackstate.health.monitor;

import io.stackstate.functions.FunctionCompiler;
import io.stackstate.functions.FunctionDefinition;
import io.stackstate.functions.FunctionKind;
import io.stackstate.functions.FunctionResult.Plain;
import io.stackstate.functions.Parameter;
import io.stackstate.functions.ParameterType;
import io.stackstate.functions.api.ScriptApis;
import io.stackstate.functions.script.ScriptException;
import io.stackstate.health.monitor.MonitorFunctions.FailedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Arguments of monitors that are metric queries: scripts, which are run before the monitor and must
 * come to a telemetry query, or the run is refused (health sheet, section 3.1).
 */
final class MetricArguments {
  private final FunctionCompiler compiler;
  private final ScriptApis apis;

  MetricArguments(FunctionCompiler compiler, ScriptApis apis) {
    this.compiler = compiler;
    this.apis = apis;
  }

  /**
   * The same arguments with queries in place of their scripts.
   *
   * @throws FailedException naming the parameter whose script is no query
   */
  Map<String, Object> of(FunctionDefinition function, Map<String, Object> arguments)
      throws FailedException {
    Map<String, Object> evaluated = new HashMap<>(arguments);
    for (Parameter parameter : function.parameters()) {
      Object given = arguments.get(parameter.name());
      if (given != null && parameter.knownType() == ParameterType.SCRIPT_METRIC_QUERY) {
        evaluated.put(parameter.name(), value(parameter.name(), given));
      }
    }
    return evaluated;
  }

  private Object value(String parameter, Object given) throws FailedException {
    if (!(given instanceof List<?> several)) {
      return query(parameter, String.valueOf(given));
    }
    List<Object> queries = new ArrayList<>();
    for (Object each : several) {
      queries.add(query(parameter, String.valueOf(each)));
    }
    return queries;
  }

  private Object query(String parameter, String script) throws FailedException {
    FunctionDefinition definition =
        new FunctionDefinition(
            FunctionKind.METRIC_QUERY,
            "argument " + parameter,
            Optional.empty(),
            List.of(),
            script,
            true);
    try {
      return ((Plain) compiler.compile(definition).run(Map.of(), apis).result()).value();
    } catch (ScriptException e) {
      throw new FailedException(e.getMessage());
    }
  }
}
