package io.stackstate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptCommandTest {
  private static final String EXECUTE = "POST /api/script/execute";

  @AutoClose private final FakeServer server = new FakeServer();

  private void answers(String value) {
    server.on(EXECUTE, 200, "{\"result\":{\"_type\":\"Any\",\"value\":" + value + "}}");
  }

  @Test
  void runsAScriptAndShowsItsValue() {
    answers("2");
    Cli cli = Cli.run(server, "script", "run", "-e", "1 + 1");
    assertThat(cli.out()).isEqualTo("2\n");
    assertThat(cli.code()).isZero();
    assertThat(server.last().body()).isEqualTo("{\"script\":\"1 + 1\"}");
  }

  @Test
  void sendsWhatIsAskedForAndShowsStructures(@TempDir Path folder) throws Exception {
    answers("[{\"name\":\"a\",\"tags\":[\"x\"]}]");
    Path file = Files.writeString(folder.resolve("s.groovy"), "x");
    Cli cli =
        Cli.run(
            server, "script", "execute", "--file", file.toString(), "-t", "500", "-a", "[x: 1]");
    assertThat(cli.out()).isEqualTo("- name: a\n  tags:\n  - x\n");
    assertThat(server.last().body())
        .isEqualTo("{\"script\":\"x\",\"argumentsScript\":\"[x: 1]\",\"timeoutMs\":500}");
  }

  @Test
  void readsStandardInputAndPrintsTheAnswerAsJson() {
    answers("null");
    Cli json = Cli.run(Cli.env(server), "null", false, "script", "run", "-", "-o", "json");
    assertThat(json.out()).contains("\"result\"").contains("\"value\" : null");
    assertThat(Cli.run(Cli.env(server), "null", false, "script", "run", "-").out())
        .isEqualTo("The script ran and has no value.\n");
  }

  @Test
  void errorsHaveTheirPlaces() {
    server.on(
        EXECUTE,
        400,
        """
        {"_type":"ExecuteScriptSyntaxErrors","message":"m","errors":[
          {"message":"Missing ')'","location":{"line":2,"column":6}}]}
        """);
    Cli syntax = Cli.run(server, "script", "run", "-e", "if (");
    assertThat(syntax.err()).isEqualTo("error: line 2, column 6: Missing ')'\n");
    assertThat(syntax.code()).isEqualTo(ExitCode.REQUEST);
    server.on(
        EXECUTE,
        400,
        """
        {"_type":"ExecuteScriptArgumentsScriptError","message":"m","error":
          {"_type":"ExecuteScriptWrongReturnTypeError","message":"found a list, expected a map"}}
        """);
    assertThat(Cli.run(server, "script", "run", "-e", "1", "-a", "[]").err())
        .isEqualTo("error: arguments: found a list, expected a map\n");
    server.on(
        EXECUTE,
        408,
        "{\"_type\":\"ExecuteScriptTimeoutError\",\"message\":\"took longer\",\"timeoutMs\":1}");
    assertThat(Cli.run(server, "script", "run", "-e", "1").err()).isEqualTo("error: took longer\n");
  }

  @Test
  void wantsExactlyOneScript() {
    assertThat(Cli.run(server, "script", "run").err())
        .contains("found no script, expected a file or -e");
    assertThat(Cli.run(server, "script", "run", "a.groovy", "-e", "1").err())
        .contains("found a script and a file");
    assertThat(Cli.run(server, "script", "run", "no-such.groovy").code())
        .isEqualTo(ExitCode.READ_FILE);
  }
}
