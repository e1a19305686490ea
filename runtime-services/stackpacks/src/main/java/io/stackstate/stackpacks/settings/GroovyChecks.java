package io.stackstate.stackpacks.settings;

import io.stackstate.functions.FunctionCompiler;
import io.stackstate.functions.FunctionKind;
import io.stackstate.functions.script.MissingClasses;
import io.stackstate.functions.script.ScriptCompiler;
import io.stackstate.functions.script.ScriptError;
import io.stackstate.functions.script.ScriptException;
import io.stackstate.functions.script.ScriptSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Compiles the Groovy of functions for the sandbox that they will run in. Scripts that compiled
 * lately are remembered, because every instance of a pack imports the same ones again.
 */
public final class GroovyChecks implements FunctionChecks {
  private static final int REMEMBERED = 2_000;

  private final ScriptCompiler compiler =
      new ScriptCompiler(new MissingClasses(GroovyChecks.class.getClassLoader()));
  private final Map<String, Boolean> good =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  @Override
  public List<String> problems(String nodeType, String script, List<String> parameters) {
    if (FunctionKind.ofNodeType(nodeType).isEmpty() || isGood(script)) {
      return List.of();
    }
    try {
      compiler.check(ScriptSource.statements(nodeType, script, FunctionCompiler.allowed()));
    } catch (ScriptException e) {
      return e.errors().stream().map(GroovyChecks::text).toList();
    }
    remember(script);
    return List.of();
  }

  @Override
  public FunctionChecks ahead(Collection<Body> bodies) {
    Map<Body, List<String>> known =
        bodies.parallelStream()
            .distinct()
            .collect(
                Collectors.toConcurrentMap(
                    body -> body, body -> problems(body.nodeType(), body.script(), List.of())));
    return (nodeType, script, parameters) -> {
      List<String> problems = known.get(new Body(nodeType, script));
      return problems == null ? problems(nodeType, script, parameters) : problems;
    };
  }

  private boolean isGood(String script) {
    synchronized (good) {
      return good.get(script) != null;
    }
  }

  private void remember(String script) {
    synchronized (good) {
      good.put(script, Boolean.TRUE);
    }
  }

  private static String text(ScriptError error) {
    return "line %d, column %d of the script: %s"
        .formatted(error.line(), error.column(), error.message());
  }
}
