package io.stackstate.server;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.stackstate.api.auth.ServiceTokens;
import io.stackstate.server.kafka.KafkaRole;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/**
 * Starts the roles it is told to and runs until it is told to stop, by SIGTERM or Ctrl-C, or until
 * a role fails.
 *
 * <p>Exit codes: 0 after an orderly stop; 1 when it cannot start or a role failed, with one line on
 * standard error; 2 when the command line is wrong.
 */
public final class Main {
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private final Options options;
  private final DataDirectory data;
  private final Config config;
  private final StackStateServer server;
  private volatile boolean stopping;

  private Main(Options options, DataDirectory data) {
    this.options = options;
    this.data = data;
    config = ServerConfig.load(options, data, System.getenv());
    server = new StackStateServer(config, data);
  }

  public static void main(String[] args) {
    Options options = new Options();
    try {
      CommandLine.ParseResult parsed = new CommandLine(options).parseArgs(args);
      if (CommandLine.printHelpIfRequested(parsed)) {
        return;
      }
    } catch (CommandLine.ParameterException e) {
      say(e.getMessage() + "; --help shows what there is");
      System.exit(USAGE);
    }
    try {
      DataDirectory data = DataDirectory.open(options.dataDir);
      // Before the first logger is made: logback.xml reads it.
      System.setProperty("stackstate.logs", data.root().resolve("logs").toString());
      if (options.rebuild == null) {
        new Main(options, data).run();
      } else {
        rebuild(options, data);
      }
    } catch (StartException | ConfigException e) {
      say(e.getMessage());
      System.exit(FAILED);
    }
  }

  /** Ends the process. */
  private static void rebuild(Options options, DataDirectory data) {
    KafkaRole.explainFatalErrors();
    int code = 0;
    Config config = ServerConfig.load(options, data, System.getenv());
    try (Rebuild rebuild = new Rebuild(config, data, System.out)) {
      rebuild.run(options.rebuild, options.force);
    } catch (Exception e) {
      LoggerFactory.getLogger("failure").error("the rebuild failed", e);
      say(e instanceof StartException ? e.getMessage() : causes(e));
      code = FAILED;
    }
    data.close();
    System.exit(code);
  }

  private void run() {
    KafkaRole.explainFatalErrors();
    StopSignals.handle(this::stop);
    try {
      long begin = System.nanoTime();
      server.start();
      greet(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
      while (!stopping) {
        server.check();
        TimeUnit.SECONDS.sleep(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      if (!stopping) {
        fail(e);
      }
    }
  }

  private void greet(long millis) {
    String url = server.url();
    String receiverKey = first(config.getStringList("stackstate.receiver.apiKeys"));
    String token = first(ServiceTokens.unrestricted(ServiceTokens.read(config)));
    String welcome =
        Welcome.text(url, server.receiverPort(), receiverKey, URI.create(url).getHost());
    CliContext.write(data.cliContext(), url, token, url + "/receiver", receiverKey);
    PrivateFile.write(data.welcome(), welcome);
    logger().info("ready in {} ms at {}, data in {}", millis, url, data.root());
    data.announce(url, "ready");
    if (options.welcome) {
      System.out.print(welcome);
    }
  }

  private static String first(List<String> values) {
    return values.isEmpty() ? "" : values.get(0);
  }

  private void stop() {
    stopping = true;
    drain();
    System.exit(0);
  }

  private void fail(Exception e) {
    stopping = true;
    String line = e instanceof StartException ? e.getMessage() : causes(e);
    // To the file only, with all causes; the terminal gets one line, at the end.
    LoggerFactory.getLogger("failure").error(line, e);
    drain();
    say(line);
    System.exit(FAILED);
  }

  private void drain() {
    Thread limit = new Thread(this::haltAfterLimit, "drain-limit");
    limit.setDaemon(true);
    limit.start();
    try {
      data.announce(server.url(), "stopping");
      server.close();
      data.close();
    } catch (RuntimeException e) {
      logger().error("the stop was not in order", e);
    }
  }

  /** A drain that hangs must not keep a supervisor from starting again; nothing is lost by it. */
  private void haltAfterLimit() {
    long millis = server.drainTimeout().multipliedBy(3).toMillis();
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    say("the drain did not end in " + millis + " ms, stopping without it");
    Runtime.getRuntime().halt(FAILED);
  }

  /** The outermost message says what was tried, the innermost why it did not work. */
  private static String causes(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return cause == e || reason.equals(e.getMessage()) || e.getMessage() == null
        ? reason
        : e.getMessage() + ": " + reason;
  }

  private static void say(String line) {
    System.err.println("stackstate: " + line.replace('\n', ' '));
  }

  private static Logger logger() {
    return LoggerFactory.getLogger(Main.class);
  }
}
