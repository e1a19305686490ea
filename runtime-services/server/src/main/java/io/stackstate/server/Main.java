package io.stackstate.server;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.stackstate.server.kafka.KafkaRole;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/**
 * Starts the roles it is told to and runs until it is told to stop, by SIGTERM or Ctrl-C, or until a
 * role fails.
 *
 * <p>Exit codes: 1 when it cannot start or a role failed, with one line on standard error; 2 when
 * the command line is wrong.
 */
public final class Main {
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private Main() {}

  public static void main(String[] args) {
    Options options = new Options();
    CommandLine commandLine = new CommandLine(options);
    try {
      CommandLine.ParseResult parsed = commandLine.parseArgs(args);
      if (CommandLine.printHelpIfRequested(parsed)) {
        return;
      }
    } catch (CommandLine.ParameterException e) {
      say(e.getMessage() + "; --help shows what there is");
      System.exit(USAGE);
    }
    try {
      run(options);
    } catch (StartException | ConfigException e) {
      say(e.getMessage());
      System.exit(FAILED);
    } catch (Exception e) {
      LoggerFactory.getLogger(Main.class).debug("start failed", e);
      say(rootMessage(e));
      System.exit(FAILED);
    }
  }

  private static void run(Options options) throws Exception {
    DataDirectory data = DataDirectory.open(options.dataDir);
    // Before the first logger is made: logback.xml reads it.
    System.setProperty("stackstate.logs", data.root().resolve("logs").toString());
    Config config = ServerConfig.load(options, data, System.getenv());
    KafkaRole.explainFatalErrors();
    StackStateServer server = new StackStateServer(config, data);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(server, data), "drain"));
    long begin = System.nanoTime();
    server.start();
    greet(options, config, data, server);
    Logger log = LoggerFactory.getLogger(Main.class);
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    log.info("ready in {} ms at {}, data in {}", millis, server.url(), data.root());
    while (true) {
      TimeUnit.SECONDS.sleep(1);
      server.check();
    }
  }

  private static void greet(
      Options options, Config config, DataDirectory data, StackStateServer server) {
    String url = server.url();
    String receiverKey = first(config.getStringList("stackstate.receiver.apiKeys"));
    String token = first(config.getStringList("stackstate.api.tokens"));
    String welcome =
        Welcome.text(url, server.receiverPort(), receiverKey, URI.create(url).getHost());
    CliContext.write(data.cliContext(), url, token, url + "/receiver", receiverKey);
    PrivateFile.write(data.welcome(), welcome);
    data.announce(url, "ready");
    if (options.welcome) {
      System.out.print(welcome);
    }
  }

  private static String first(List<String> values) {
    return values.isEmpty() ? "" : values.get(0);
  }

  private static void drain(StackStateServer server, DataDirectory data) {
    Thread limit = new Thread(() -> haltAfter(server.drainTimeout().multipliedBy(2).toMillis()));
    limit.setDaemon(true);
    limit.start();
    data.announce(server.url(), "stopping");
    server.close();
    data.close();
  }

  /** A drain that hangs must not keep a supervisor from starting again; nothing is lost by it. */
  private static void haltAfter(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    say("the drain did not end in " + millis + " ms, stopping without it");
    Runtime.getRuntime().halt(FAILED);
  }

  private static String rootMessage(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return cause == e ? message : e.getMessage() + ": " + message;
  }

  private static void say(String line) {
    System.err.println("stackstate: " + line.replace('\n', ' '));
  }
}
