package io.stackstate.functions.script;

import io.stackstate.functions.sandbox.PlainJson;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * {@code log} and {@code context.log} of a script: query sheet section 7.11. Keeps the first
 * {@value #MAX_LINES} lines of a run for whoever shows them, and writes each to the program's log
 * under {@code io.stackstate.functions.log}. For one thread.
 */
public final class ScriptLog {
  /** One line; the message is cut at {@value #MAX_LENGTH} characters. */
  public record Line(Level level, String message) {}

  private static final int MAX_LINES = 1000;
  private static final int MAX_LENGTH = 2000;
  private static final Logger LOG = LoggerFactory.getLogger("io.stackstate.functions.log");

  private final String script;
  private final List<Line> lines = new ArrayList<>();

  /** {@code script} stands before each line in the program's log. */
  public ScriptLog(String script) {
    this.script = script;
  }

  /** What was logged so far. */
  public List<Line> lines() {
    return List.copyOf(lines);
  }

  /** {@code log.log()}: provisioning scripts write it as method, checks as property. */
  public ScriptLog log() {
    return this;
  }

  public ScriptLog getLog() {
    return this;
  }

  public void trace(Object message, Object... arguments) {
    add(Level.TRACE, message, arguments);
  }

  public void debug(Object message, Object... arguments) {
    add(Level.DEBUG, message, arguments);
  }

  public void info(Object message, Object... arguments) {
    add(Level.INFO, message, arguments);
  }

  public void warn(Object message, Object... arguments) {
    add(Level.WARN, message, arguments);
  }

  public void warning(Object message, Object... arguments) {
    add(Level.WARN, message, arguments);
  }

  public void error(Object message, Object... arguments) {
    add(Level.ERROR, message, arguments);
  }

  private void add(Level level, Object message, Object[] arguments) {
    if (lines.size() >= MAX_LINES) {
      return;
    }
    String text = text(message);
    for (Object argument : arguments) {
      text = text.contains("{}") ? fill(text, argument) : text;
    }
    String cut = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
    lines.add(new Line(level, cut));
    LOG.atLevel(level).log("{}: {}", script, cut);
  }

  private static String fill(String text, Object argument) {
    int at = text.indexOf("{}");
    return text.substring(0, at) + text(argument) + text.substring(at + 2);
  }

  private static String text(Object value) {
    if (value instanceof CharSequence || value instanceof Throwable) {
      return value instanceof Throwable failure ? failure.getMessage() : value.toString();
    }
    try {
      return PlainJson.write(value);
    } catch (IllegalArgumentException e) {
      return value.getClass().getSimpleName();
    }
  }
}
