package io.stackstate.functions;

import io.stackstate.functions.script.ScriptLog;
import java.util.List;

/** A function ended well: what it returned and what it logged. */
public record FunctionOutcome(FunctionResult result, List<ScriptLog.Line> log) {
  public FunctionOutcome {
    log = List.copyOf(log);
  }
}
