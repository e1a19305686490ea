package io.stackstate.functions;

import com.typesafe.config.Config;
import io.stackstate.functions.sandbox.AllowList;
import io.stackstate.functions.sandbox.AllowListReader;
import io.stackstate.functions.sandbox.Limits;
import io.stackstate.functions.script.ScriptCache;
import io.stackstate.functions.script.ScriptCompiler;
import io.stackstate.functions.script.ScriptException;
import io.stackstate.functions.script.ScriptSource;

/**
 * Compiles functions, each text once: the same definition gives the same compiled script.
 * Thread-safe; memory is bounded by the capacity, forgotten scripts leave with their classes.
 */
public final class FunctionCompiler {
  private static final AllowList VALUES = AllowListReader.read(AllowList.class, "values.allow");
  private static final AllowList FUNCTIONS =
      VALUES.and(AllowListReader.read(FunctionCompiler.class, "functions.allow"));
  private static final AllowList ASYNCHRONOUS =
      FUNCTIONS.and(AllowListReader.read(FunctionCompiler.class, "api.allow"));

  private final ScriptCache cache;
  private final Limits limits;

  /**
   * @param capacity scripts that are kept
   * @param limits of each run
   */
  public FunctionCompiler(int capacity, Limits limits) {
    if (capacity < 1) {
      throw new IllegalArgumentException(
          "cachedScripts: found " + capacity + ", expected more than 0");
    }
    this.cache = new ScriptCache(new ScriptCompiler(), capacity);
    this.limits = limits;
  }

  /** With the capacity and limits of {@code stackstate.functions}; {@code root} has all of it. */
  public static FunctionCompiler of(Config root) {
    Config config = root.getConfig("stackstate.functions");
    return new FunctionCompiler(config.getInt("cachedScripts"), Limits.of(config));
  }

  /** What every script may use: values, texts, collections, time; nothing of the platform. */
  public static AllowList values() {
    return VALUES;
  }

  /** What synchronous functions may use. */
  public static AllowList allowed() {
    return FUNCTIONS;
  }

  /**
   * @throws ScriptException with line and column when the body does not compile or is not allowed
   * @throws IllegalArgumentException for templates, which are not compiled here
   */
  public CompiledFunction compile(FunctionDefinition definition) throws ScriptException {
    if (definition.isTemplate()) {
      throw new IllegalArgumentException(
          "%s is a template, not a script".formatted(definition.name()));
    }
    AllowList allowed = definition.asynchronous() ? ASYNCHRONOUS : FUNCTIONS;
    ScriptSource source = ScriptSource.statements(definition.name(), definition.body(), allowed);
    return new CompiledFunction(definition, cache.get(source), limits);
  }

  /** How many compiled scripts are kept. */
  public int cached() {
    return cache.size();
  }
}
