package io.stackstate.functions.script;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Compiled scripts by what they were compiled from, the least recently used forgotten first.
 * Thread-safe; the same source is compiled once even when many threads ask for it at the same time.
 * Failures are not kept.
 */
public final class ScriptCache {
  private final ScriptCompiler compiler;
  private final Map<ScriptSource, CompletableFuture<CompiledScript>> scripts;

  /** Keeps up to {@code capacity} scripts. */
  public ScriptCache(ScriptCompiler compiler, int capacity) {
    this.compiler = compiler;
    this.scripts =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(
              Map.Entry<ScriptSource, CompletableFuture<CompiledScript>> eldest) {
            boolean forgotten = size() > capacity;
            if (forgotten) {
              eldest.getValue().thenAccept(CompiledScript::forget);
            }
            return forgotten;
          }
        };
  }

  /**
   * @throws ScriptException when it does not compile
   */
  public CompiledScript get(ScriptSource source) throws ScriptException {
    CompletableFuture<CompiledScript> mine = new CompletableFuture<>();
    CompletableFuture<CompiledScript> known;
    synchronized (scripts) {
      known = scripts.putIfAbsent(source, mine);
    }
    if (known != null) {
      return await(known);
    }
    try {
      CompiledScript compiled = compiler.compile(source);
      mine.complete(compiled);
      return compiled;
    } catch (Throwable failure) {
      mine.completeExceptionally(failure);
      synchronized (scripts) {
        scripts.remove(source, mine);
      }
      throw failure;
    }
  }

  private static CompiledScript await(CompletableFuture<CompiledScript> known)
      throws ScriptException {
    try {
      return known.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof ScriptException failure) {
        throw failure;
      }
      throw e;
    }
  }

  /** How many are kept now. */
  public int size() {
    synchronized (scripts) {
      return scripts.size();
    }
  }
}
