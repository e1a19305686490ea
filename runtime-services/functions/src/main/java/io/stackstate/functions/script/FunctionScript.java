package io.stackstate.functions.script;

import groovy.lang.Binding;
import groovy.lang.MissingPropertyException;
import groovy.lang.Script;
import io.stackstate.functions.sandbox.ScriptVariables;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Superclass of compiled scripts: free names are variables of the run, what is printed goes to the
 * log, and nothing else of Groovy's script is to be had. One instance per run.
 */
public abstract class FunctionScript extends Script implements ScriptVariables {
  private static final Logger LOG = LoggerFactory.getLogger("io.stackstate.functions.print");

  private Map<String, Object> variables = Map.of();

  /** Called by compiled scripts. */
  protected FunctionScript() {}

  /** Called by a constructor that Groovy gives to each script; nobody calls that one. */
  protected FunctionScript(Binding ignored) {}

  final void start(Map<String, Object> given) {
    variables = given;
  }

  @Override
  public final Map<String, Object> variables() {
    return variables;
  }

  @Override
  public Object getProperty(String name) {
    Object value = variables.get(name);
    if (value == null && !variables.containsKey(name)) {
      throw new MissingPropertyException(name, getClass());
    }
    return value;
  }

  @Override
  public void setProperty(String name, Object value) {
    variables.put(name, value);
  }

  @Override
  public void print(Object value) {
    log(value);
  }

  @Override
  public void println() {
    log("");
  }

  @Override
  public void println(Object value) {
    log(value);
  }

  private void log(Object value) {
    Object log = variables.get("log");
    if (log instanceof ScriptLog own) {
      own.info(value);
    } else {
      LOG.debug("{}", value);
    }
  }
}
