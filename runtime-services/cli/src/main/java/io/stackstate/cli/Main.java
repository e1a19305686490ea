package io.stackstate.cli;

import io.stackstate.cli.command.StackState;
import io.stackstate.cli.output.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;

/** The entry point. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its {@link ExitCode}. */
  public static void main(String[] args) {
    // Otherwise a POST whose answer got lost is sent a second time, in silence.
    System.setProperty("sun.net.http.retryPost", "false");
    // Names are Unicode whatever the locale says.
    PrintStream out = stream(FileDescriptor.out);
    PrintStream err = stream(FileDescriptor.err);
    int code = run(args, out, err, System.in, System.getenv(), System.console() != null);
    out.flush();
    System.exit(code);
  }

  /**
   * Runs one command.
   *
   * @param interactive true when people read the output
   * @return one of {@link ExitCode}
   */
  static int run(
      String[] args,
      PrintStream out,
      PrintStream err,
      InputStream in,
      Map<String, String> env,
      boolean interactive) {
    boolean colors =
        interactive
            && env.getOrDefault("NO_COLOR", "").isEmpty()
            && !"dumb".equals(env.get("TERM"));
    Terminal terminal = new Terminal(out, err, in, interactive, colors);
    return new StackState(terminal, env, Clock.systemUTC()).execute(args);
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    boolean flushEachLine = descriptor == FileDescriptor.err;
    return new PrintStream(
        new java.io.BufferedOutputStream(new FileOutputStream(descriptor), 1 << 16),
        flushEachLine,
        StandardCharsets.UTF_8);
  }
}
