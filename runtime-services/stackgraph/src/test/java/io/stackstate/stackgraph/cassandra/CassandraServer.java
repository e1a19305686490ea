package io.stackstate.stackgraph.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import io.stackstate.broker.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A real Cassandra of one node in a process of its own, with a class path of its own, which Maven
 * has written. The data centre is called {@code datacenter1}. It wants a login, and has a port with
 * TLS beside the one without. Sheet {@code test-cassandra}, section 1.
 */
public final class CassandraServer implements AutoCloseable {
  /** Both the name and the password of the user that a new Cassandra has. */
  public static final String USER = "cassandra";

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final List<String> OPENED =
      List.of(
          "java.base/java.io",
          "java.base/java.lang",
          "java.base/java.lang.module",
          "java.base/java.lang.reflect",
          "java.base/java.net",
          "java.base/java.nio",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.base/java.util.concurrent.atomic",
          "java.base/jdk.internal.loader",
          "java.base/jdk.internal.math",
          "java.base/jdk.internal.misc",
          "java.base/jdk.internal.module",
          "java.base/jdk.internal.ref",
          "java.base/jdk.internal.reflect",
          "java.base/jdk.internal.util.jar",
          "java.base/jdk.internal.vm",
          "java.base/sun.nio.ch",
          "java.management.rmi/com.sun.jmx.remote.internal.rmi",
          "java.rmi/sun.rmi.registry",
          "java.rmi/sun.rmi.server",
          "java.rmi/sun.rmi.transport.tcp",
          "java.sql/java.sql",
          "jdk.management/com.sun.management.internal");

  private static CassandraServer shared;

  private final Path directory;
  private final TestIdentity identity;
  private final int port;
  private final int tlsPort;
  private final int storagePort;
  private Process process;

  private CassandraServer(Path directory) throws IOException {
    this.directory = directory;
    this.identity = TestIdentity.make(directory.resolve("identity"));
    this.port = FreePort.find();
    this.tlsPort = FreePort.find();
    this.storagePort = FreePort.find();
  }

  /**
   * The one of this run, started when it is asked for first. Whoever kills it starts it again,
   * whatever happens; until then it is away for all who ask.
   */
  public static synchronized CassandraServer shared() {
    if (shared == null) {
      try {
        shared = new CassandraServer(Files.createTempDirectory("cassandra"));
        Runtime.getRuntime().addShutdownHook(new Thread(shared::remove));
        shared.start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return shared;
  }

  public int port() {
    return port;
  }

  /** For those who speak TLS. */
  public int tlsPort() {
    return tlsPort;
  }

  /** Who it is for those who speak TLS. */
  public TestIdentity identity() {
    return identity;
  }

  /** Starts it with the data that it has, unless it runs, and waits until it lets us log in. */
  public void start() {
    try {
      Path log = directory.resolve("cassandra.log");
      if (process == null || !process.isAlive()) {
        process =
            new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
      }
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(200))
          .failFast("Cassandra ended, see " + log, () -> !process.isAlive())
          .until(this::accepts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean accepts() {
    return listens() && letsIn();
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The first user is made a moment after the port is open. */
  private boolean letsIn() {
    try (CqlSession session = connect()) {
      return !session.isClosed();
    } catch (DriverException e) {
      return false;
    }
  }

  /** A connection of its own for the test. */
  public CqlSession connect() {
    return CqlSession.builder()
        .addContactPoint(new InetSocketAddress("127.0.0.1", port))
        .withLocalDatacenter("datacenter1")
        .withAuthCredentials(USER, USER)
        .build();
  }

  /** Kills it; what it acknowledged is in its commit log. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(1, TimeUnit.MINUTES)) {
        throw new IllegalStateException("Cassandra does not die");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void remove() {
    if (process != null) {
      close();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> command() throws IOException {
    Path yaml = Files.writeString(directory.resolve("cassandra.yaml"), yaml());
    Path logback = Files.writeString(directory.resolve("logback.xml"), LOGBACK);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC", "-Xshare:auto"));
    // It does not live long enough for the better code that costs more to make.
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Djdk.attach.allowAttachSelf=true");
    command.add("-Dcassandra.config=" + yaml.toUri().toString().replace("file:/", "file:///"));
    command.add("-Dcassandra.storagedir=" + directory.resolve("data"));
    command.add("-Dlogback.configurationFile=" + logback);
    command.add("-Dcassandra-foreground=yes");
    command.add("-Dcassandra.skip_wait_for_gossip_to_settle=0");
    command.add("-Dcassandra.ring_delay_ms=0");
    command.add("-Dcassandra.superuser_setup_delay_ms=0");
    command.add("-Dcassandra.initial_token=0");
    for (String opened : OPENED) {
      command.addAll(List.of("--add-opens", opened + "=ALL-UNNAMED"));
      command.addAll(List.of("--add-exports", opened + "=ALL-UNNAMED"));
    }
    Path classPath = Path.of(System.getProperty("stackstate.cassandra.classPath"));
    command.addAll(List.of("-cp", Files.readString(classPath).strip()));
    command.add("org.apache.cassandra.service.CassandraDaemon");
    return command;
  }

  private String yaml() {
    return String.join(
        "\n",
        "cluster_name: test",
        "num_tokens: 1",
        "partitioner: org.apache.cassandra.dht.Murmur3Partitioner",
        "endpoint_snitch: SimpleSnitch",
        // An acknowledged write is on disk.
        "commitlog_sync: batch",
        "listen_address: 127.0.0.1",
        "rpc_address: 127.0.0.1",
        "storage_port: " + storagePort,
        "native_transport_port: " + port,
        "native_transport_port_ssl: " + tlsPort,
        "authenticator: PasswordAuthenticator",
        "client_encryption_options:",
        "  enabled: true",
        "  optional: false",
        "  keystore: " + identity.keystore(),
        "  keystore_password: " + TestIdentity.PASSWORD,
        "  store_type: PKCS12",
        "auto_bootstrap: false",
        "auto_snapshot: false",
        "seed_provider:",
        "  - class_name: org.apache.cassandra.locator.SimpleSeedProvider",
        "    parameters:",
        "      - seeds: \"127.0.0.1:" + storagePort + "\"",
        "");
  }

  private static final String LOGBACK =
      """
      <configuration>
        <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
          <encoder><pattern>%d %-5level %logger{20} %msg%n</pattern></encoder>
        </appender>
        <root level="WARN"><appender-ref ref="OUT"/></root>
      </configuration>
      """;
}
