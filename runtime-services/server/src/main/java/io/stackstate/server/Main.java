package io.stackstate.server;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.stackstate.api.auth.ServiceTokens;
import io.stackstate.server.elasticsearch.ElasticsearchRole;
import io.stackstate.server.kafka.KafkaRole;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/**
 * Starts the roles it is told to and runs until it is told to stop, by SIGTERM or Ctrl-C, or until
 * a role fails. Roles that are jobs are done once.
 *
 * <p>Exit codes: 0 after an orderly stop or a job that is done; 1 when it cannot start or a role
 * failed, with one line on standard error; 2 when the command line is wrong; 3 when a newer program
 * made the store.
 */
public final class Main {
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private final Options options;
  private final Optional<DataDirectory> data;
  private final Config config;
  private final StackStateServer server;
  private volatile boolean stopping;

  private Main(Options options, Config config, Optional<DataDirectory> data) {
    this.options = options;
    this.data = data;
    this.config = config;
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
      run(options);
    } catch (StartException | ConfigException e) {
      say(e.getMessage());
      System.exit(FAILED);
    }
  }

  private static void run(Options options) {
    Config config = ServerConfig.read(options, options.dataDir, System.getenv());
    Set<RoleName> roles = RoleName.parse(config.getStringList("stackstate.server.roles"));
    Logging logging = Logging.of(config);
    Optional<DataDirectory> data = Optional.empty();
    if (RoleName.needData(roles) || options.rebuild != null) {
      data = Optional.of(DataDirectory.open(options.dataDir));
      config = ServerConfig.load(options, data.get(), System.getenv());
    }
    logging.install(data.map(directory -> directory.root().resolve("logs")));
    KafkaRole.explainFatalErrors();
    if (options.rebuild != null) {
      rebuild(options, config, data.orElseThrow());
    } else if (RoleName.areJobs(roles)) {
      jobs(config, roles, data);
    } else {
      new Main(options, config, data).run();
    }
  }

  /** Ends the process. */
  private static void rebuild(Options options, Config config, DataDirectory data) {
    int code = 0;
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

  /** Ends the process. */
  private static void jobs(Config config, Set<RoleName> roles, Optional<DataDirectory> data) {
    int code;
    try {
      code = new Jobs(config, data, System.out).run(roles);
    } catch (Exception e) {
      LoggerFactory.getLogger("failure").error("the job failed", e);
      say(e instanceof StartException ? e.getMessage() : causes(e));
      code = FAILED;
    }
    data.ifPresent(DataDirectory::close);
    System.exit(code);
  }

  private void run() {
    StopSignals.handle(this::stop);
    try {
      long begin = System.nanoTime();
      server.start();
      Optional<String> welcome = welcome();
      String missing = awaitElasticsearch();
      if (!stopping) {
        welcome.filter(text -> options.welcome).ifPresent(System.out::print);
        announce(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin), missing);
      }
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

  /** Lets people in; only where all is on one machine, elsewhere keys come from outside. */
  private Optional<String> welcome() {
    if (data.isEmpty() || server.receiverPort() <= 0) {
      return Optional.empty();
    }
    DataDirectory directory = data.get();
    String url = server.url();
    String receiverKey = first(config.getStringList("stackstate.receiver.apiKeys"));
    String token = first(ServiceTokens.unrestricted(ServiceTokens.read(config)));
    String welcome =
        Welcome.text(url, server.receiverPort(), receiverKey, URI.create(url).getHost());
    CliContext.write(directory.cliContext(), url, token, url + "/receiver", receiverKey);
    PrivateFile.write(directory.welcome(), welcome);
    return Optional.of(welcome);
  }

  /**
   * Waits, for a time, until the Elasticsearch that this process has started answers: who is told
   * that all is ready can use events and metrics at once. {@code /readiness} does not wait: agents
   * can send already.
   *
   * @return what is to be said of it when it is not there; else empty
   */
  private String awaitElasticsearch() throws InterruptedException {
    if (server.elasticsearch().isEmpty()) {
      return "";
    }
    ElasticsearchRole own = server.elasticsearch().get();
    long patience = config.getDuration("stackstate.server.elasticsearchPatience").toNanos();
    long begin = System.nanoTime();
    if (own.coming() && patience > 0) {
      logger()
          .info("topology and health work at {}; Elasticsearch is still starting", server.url());
    }
    while (own.coming() && !stopping && System.nanoTime() - begin < patience) {
      server.check();
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return own.ready() ? "" : "; events and metrics wait for Elasticsearch: " + own.reason();
  }

  private void announce(long millis, String missing) {
    String url = server.url();
    if (data.isEmpty()) {
      logger().info("ready in {} ms at {}", millis, url);
      return;
    }
    DataDirectory directory = data.get();
    logger().info("ready in {} ms at {}, data in {}{}", millis, url, directory.root(), missing);
    directory.announce(url, "ready");
  }

  private static String first(List<String> values) {
    return values.isEmpty() ? "" : values.get(0);
  }

  private void stop() {
    stopping = true;
    try {
      server.quiesce();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    drain();
    System.exit(0);
  }

  private void fail(Exception e) {
    stopping = true;
    String line =
        e instanceof StartException || e instanceof ConfigException ? e.getMessage() : causes(e);
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
      data.ifPresent(directory -> directory.announce(server.url(), "stopping"));
      server.close();
      data.ifPresent(DataDirectory::close);
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
    String message = e.getMessage();
    return cause == e || message == null || message.contains(reason)
        ? message == null ? reason : message
        : message + ": " + reason;
  }

  private static void say(String line) {
    System.err.println("stackstate: " + line.replace('\n', ' '));
  }

  private static Logger logger() {
    return LoggerFactory.getLogger(Main.class);
  }
}
