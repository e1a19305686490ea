package io.stackstate.functions.worker;

import io.stackstate.functions.api.Question;
import io.stackstate.functions.api.ScriptHost;
import io.stackstate.functions.sandbox.SandboxViolation;
import io.stackstate.functions.script.ScriptApiException;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The messages {@code ask} and {@code answer}, on both sides. */
final class Asking {
  private static final Logger LOG = LoggerFactory.getLogger(Asking.class);
  private static final String VALUE = "value";
  private static final String FAILURE = "failure";
  private static final String FORBIDDEN = "forbidden";

  private Asking() {}

  /** Of the worker. */
  static Map<String, Object> ask(Question question, Map<String, Object> arguments) {
    Map<String, Object> message = new HashMap<>();
    message.put(Messages.TYPE, Messages.ASK);
    message.put("question", question.name());
    message.put("arguments", arguments);
    return message;
  }

  /**
   * The parent's answer.
   *
   * @param leftMillis how much time the run has left
   */
  static Map<String, Object> answer(ScriptHost host, Map<String, Object> ask, long leftMillis) {
    Map<String, Object> message = new HashMap<>();
    try {
      Question question = Question.valueOf((String) ask.get("question"));
      Map<String, Object> arguments = new HashMap<>(Messages.arguments(ask));
      arguments.put(Question.LEFT_MILLIS, leftMillis);
      message.put(VALUE, host.ask(question, arguments));
    } catch (ScriptApiException e) {
      message.put(FAILURE, e.getMessage());
    } catch (SandboxViolation e) {
      message.put(FORBIDDEN, e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("A script cannot be answered", e);
      message.put(FAILURE, "the platform cannot answer: " + e.getClass().getSimpleName());
    }
    return message;
  }

  /** An answer instead of one that cannot be sent. */
  static Map<String, Object> failure(String message) {
    return Map.of(FAILURE, message);
  }

  /**
   * What the worker hands to the script.
   *
   * @throws ScriptApiException or {@link SandboxViolation}, as the host has thrown it
   */
  static Object value(Map<String, Object> answer) {
    if (answer.get(FORBIDDEN) instanceof String message) {
      throw SandboxViolation.at(message);
    }
    if (answer.get(FAILURE) instanceof String message) {
      throw new ScriptApiException(message);
    }
    return answer.get(VALUE);
  }
}
