package io.stackstate.health.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.functions.FunctionCompiler;
import io.stackstate.functions.FunctionDefinition;
import io.stackstate.functions.FunctionDefinitionReader;
import io.stackstate.functions.FunctionResult.MonitorState;
import io.stackstate.functions.FunctionResult.Monitored;
import io.stackstate.functions.InvalidFunctionException;
import io.stackstate.functions.api.ScriptApis;
import io.stackstate.functions.script.ScriptException;
import java.util.List;
import java.util.Map;

/** Functions in this process, confined and limited, with the script APIs. */
public final class SandboxedMonitors implements MonitorFunctions {
  private final FunctionCompiler compiler;
  private final ScriptApis apis;
  private final MetricArguments queries;

  public SandboxedMonitors(FunctionCompiler compiler, ScriptApis apis) {
    this.compiler = compiler;
    this.apis = apis;
    this.queries = new MetricArguments(compiler, apis);
  }

  @Override
  public List<State> run(JsonNode function, Map<String, Object> arguments) throws FailedException {
    try {
      FunctionDefinition definition = FunctionDefinitionReader.read(function);
      Map<String, Object> values = queries.of(definition, arguments);
      Monitored result = (Monitored) compiler.compile(definition).run(values, apis).result();
      return result.states().stream().map(SandboxedMonitors::state).toList();
    } catch (InvalidFunctionException | ScriptException e) {
      throw new FailedException(e.getMessage());
    }
  }

  private static State state(MonitorState state) {
    return new State(
        state.id(),
        state.state(),
        state.topologyIdentifier(),
        state.message().orElse(""),
        state.reason().orElse(""),
        state.remediationHintTemplateData(),
        state.displayTimeSeries());
  }
}
