package io.stackstate.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.stackstate.functions.script.ScriptError;
import io.stackstate.functions.script.ScriptException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunctionCompilerTest {
  private static Config config(String text) {
    return ConfigFactory.parseString(text).withFallback(ConfigFactory.defaultReference()).resolve();
  }

  @Test
  void limitsAndCacheAreThoseOfTheConfiguration() throws Exception {
    FunctionCompiler compiler =
        FunctionCompiler.of(
            config("stackstate.functions { cachedScripts = 2, depthLimit = 10, timeLimit = 60s }"));
    String nested = "def f(n) { n == 0 ? 0 : f(n - 1) }\n";

    compiler.compile(Functions.monitor("[]"));
    compiler.compile(Functions.monitor("[1]"));
    CompiledFunction deep = compiler.compile(Functions.monitor(nested + "f(20)"));

    assertThat(compiler.cached()).isEqualTo(2);
    assertThatThrownBy(() -> deep.call(Map.of()))
        .isInstanceOfSatisfying(
            ScriptException.class,
            e -> assertThat(e.error().kind()).isEqualTo(ScriptError.Kind.LIMIT));
  }

  @Test
  void aSettingThatMakesNoSenseIsNamed() {
    assertThatThrownBy(() -> FunctionCompiler.of(config("stackstate.functions.cachedScripts = 0")))
        .hasMessage("cachedScripts: found 0, expected more than 0");
    assertThatThrownBy(() -> FunctionCompiler.of(config("stackstate.functions.lengthLimit = 9")))
        .hasMessageContaining("expected at least 1, 1, 1024");
  }
}
