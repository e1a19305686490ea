package io.stackstate.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * One run of the command line.
 *
 * @param out what went to standard output; {@code err} likewise
 */
record Cli(int code, String out, String err) {

  static Cli run(FakeServer server, String... args) {
    return run(env(server), "", false, args);
  }

  static Map<String, String> env(FakeServer server) {
    Map<String, String> env = new HashMap<>();
    env.put("STACKSTATE_URL", server.url());
    env.put("STACKSTATE_TOKEN", "secret-token");
    env.put("STACKSTATE_DATA_DIR", "target/no-such-directory");
    return env;
  }

  static Cli run(Map<String, String> env, String in, boolean interactive, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            args,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
            env,
            interactive);
    return new Cli(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
