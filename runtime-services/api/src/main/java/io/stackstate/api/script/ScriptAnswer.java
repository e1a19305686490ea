package io.stackstate.api.script;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.api.http.Answer;
import io.stackstate.functions.FunctionOutcome;
import io.stackstate.functions.FunctionResult;
import io.stackstate.functions.script.ScriptLog;
import java.io.IOException;

/** The answer with the value of a script (REST sheet, section 6.6). */
public final class ScriptAnswer {
  private ScriptAnswer() {}

  /** {@code {"result": {"_type", "value"}}}. */
  public static Answer of(FunctionResult.Value value) {
    return Answer.ok(
        out -> {
          out.writeStartObject();
          result(out, value);
          out.writeEndObject();
        });
  }

  /**
   * The same with {@code "log": [{"level", "message"}]} when the script logged something.
   *
   * @param outcome of a kind whose result is a {@link FunctionResult.Value}
   */
  public static Answer of(FunctionOutcome outcome) {
    return Answer.ok(
        out -> {
          out.writeStartObject();
          result(out, (FunctionResult.Value) outcome.result());
          if (!outcome.log().isEmpty()) {
            out.writeArrayFieldStart("log");
            for (ScriptLog.Line line : outcome.log()) {
              out.writeStartObject();
              out.writeStringField("level", line.level().name());
              out.writeStringField("message", line.message());
              out.writeEndObject();
            }
            out.writeEndArray();
          }
          out.writeEndObject();
        });
  }

  private static void result(JsonGenerator out, FunctionResult.Value value) throws IOException {
    out.writeObjectFieldStart("result");
    out.writeStringField("_type", value.type());
    out.writeObjectField("value", value.value());
    out.writeEndObject();
  }
}
