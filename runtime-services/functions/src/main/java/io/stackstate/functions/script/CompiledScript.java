package io.stackstate.functions.script;

import io.stackstate.functions.sandbox.Execution;
import io.stackstate.functions.sandbox.Limits;
import io.stackstate.functions.sandbox.ScriptForm;
import io.stackstate.functions.sandbox.ScriptLoader;
import java.lang.reflect.Constructor;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * A script ready to run, any number of times and on any threads: each run has its own instance and
 * variables. Its classes go with it when nobody refers to it any more.
 */
public final class CompiledScript {
  private final ScriptSource source;
  private final Class<?> main;
  private final Constructor<?> constructor;

  private CompiledScript(ScriptSource source, Class<?> main, Constructor<?> constructor) {
    this.source = source;
    this.main = main;
    this.constructor = constructor;
  }

  static CompiledScript of(ScriptSource source, ScriptLoader loader) {
    try {
      String file = ScriptCompiler.fileName(source.name());
      String simple = file.substring(0, file.length() - ".groovy".length());
      String name =
          loader.names().stream()
              .filter(each -> each.equals(simple) || each.endsWith("." + simple))
              .findFirst()
              .orElseGet(() -> first(loader));
      Class<?> main = loader.loadClass(name);
      Constructor<?> constructor = null;
      if (source.form() == ScriptForm.STATEMENTS) {
        constructor = main.getDeclaredConstructor();
        constructor.setAccessible(true);
      }
      return new CompiledScript(source, main, constructor);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String first(ScriptLoader loader) {
    return loader.names().stream().filter(name -> !name.contains("$")).findFirst().orElseThrow();
  }

  public String name() {
    return source.name();
  }

  /** The class of the script, or the first of a file of classes. */
  public Class<?> type() {
    return main;
  }

  /** What is known about its classes elsewhere is let go; it stays usable. */
  void forget() {
    ((ScriptLoader) main.getClassLoader()).forget();
  }

  /**
   * Runs the statements; the value of the last expression is the result.
   *
   * @param variables what the script sees; what it assigns is put there, so it must be mutable and
   *     of this run only
   * @throws ScriptException however it failed
   */
  public Object run(Map<String, Object> variables, Limits limits) throws ScriptException {
    return within(limits, () -> statements(variables));
  }

  /**
   * The same, and what {@code then} makes of the result within the same run and limits, such as a
   * text of it.
   */
  public <T> T run(Map<String, Object> variables, Limits limits, After<T> then)
      throws ScriptException {
    return within(limits, () -> then.apply(statements(variables)));
  }

  private Object statements(Map<String, Object> variables) throws ReflectiveOperationException {
    FunctionScript script = (FunctionScript) constructor.newInstance();
    script.start(variables);
    return script.run();
  }

  /** What is done with a result while the script may still run. */
  @FunctionalInterface
  public interface After<T> {
    T apply(Object result) throws ScriptException;
  }

  /**
   * Runs something that calls into this script's classes, such as a closure it returned or a method
   * of a class it declares.
   *
   * @throws ScriptException however it failed
   */
  public <T> T within(Limits limits, Callable<T> body) throws ScriptException {
    try {
      return Execution.run(source.allowed(), limits, body);
    } catch (ScriptException failure) {
      throw failure;
    } catch (Throwable failure) {
      throw new ScriptException(RunErrors.of(source.name(), failure));
    }
  }
}
