package io.stackstate.functions.api;

import io.stackstate.functions.script.ScriptApiException;
import java.util.Map;

/**
 * What the script APIs of one run ask of the platform. Arguments and answers are plain values, so
 * that the run may be in another process than the platform. For one thread.
 */
@FunctionalInterface
public interface ScriptHost {
  /** Knows nothing. */
  ScriptHost NONE =
      (question, arguments) -> {
        throw new ScriptApiException(question.api() + " is not available here");
      };

  /**
   * @return maps, lists, texts, numbers, booleans or null; the caller may change them
   * @throws ScriptApiException when there is no answer, with a message for the script's author
   * @throws io.stackstate.functions.sandbox.SandboxViolation when the script may not ask
   */
  Object ask(Question question, Map<String, Object> arguments);
}
