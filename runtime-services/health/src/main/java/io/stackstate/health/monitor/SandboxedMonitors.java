package io.stackstate.health.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.functions.FunctionCompiler;
import io.stackstate.functions.FunctionDefinition;
import io.stackstate.functions.FunctionDefinitionReader;
import io.stackstate.functions.FunctionOutcome;
import io.stackstate.functions.FunctionResult.MonitorState;
import io.stackstate.functions.FunctionResult.Monitored;
import io.stackstate.functions.InvalidFunctionException;
import io.stackstate.functions.api.ScriptApis;
import io.stackstate.functions.script.ScriptError;
import io.stackstate.functions.script.ScriptException;
import io.stackstate.functions.script.ScriptLog;
import io.stackstate.model.monitor.MonitorRunResult.LogLine;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Functions in this process, confined and limited, with the script APIs. */
public final class SandboxedMonitors implements MonitorFunctions {
  private final FunctionCompiler compiler;
  private final ScriptApis apis;
  private final MetricArguments queries;
  private final BooleanSupplier telemetryAway;

  /**
   * @param telemetryAway whether telemetry could not be asked when it was last
   */
  public SandboxedMonitors(
      FunctionCompiler compiler, ScriptApis apis, BooleanSupplier telemetryAway) {
    this.telemetryAway = telemetryAway;
    this.compiler = compiler;
    this.apis = apis;
    this.queries = new MetricArguments(compiler, apis);
  }

  @Override
  public Ran run(JsonNode function, Map<String, Object> arguments) throws FailedException {
    try {
      FunctionDefinition definition = FunctionDefinitionReader.read(function);
      Map<String, Object> values = queries.of(definition, arguments);
      FunctionOutcome outcome = compiler.compile(definition).run(values, apis);
      Monitored result = (Monitored) outcome.result();
      return new Ran(
          result.states().stream().map(SandboxedMonitors::state).toList(),
          outcome.log().stream().map(SandboxedMonitors::line).toList());
    } catch (ScriptException e) {
      boolean asked = e.error().kind() == ScriptError.Kind.EXECUTION;
      throw new FailedException(e.getMessage(), asked && telemetryAway.getAsBoolean());
    } catch (InvalidFunctionException e) {
      throw new FailedException(e.getMessage());
    }
  }

  private static LogLine line(ScriptLog.Line line) {
    return new LogLine(line.level().name(), line.message());
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
