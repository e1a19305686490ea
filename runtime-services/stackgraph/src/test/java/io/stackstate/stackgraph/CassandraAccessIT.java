package io.stackstate.stackgraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.stackstate.stackgraph.cassandra.CassandraServer;
import io.stackstate.stackgraph.cassandra.TestIdentity;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Cassandra that wants a login and speaks TLS, and what is said when either goes wrong. */
class CassandraAccessIT {
  private static final String CQL = "stackstate.stackgraph.cql.";
  private static final CassandraServer SERVER = CassandraServer.shared();

  @TempDir Path directory;

  @Test
  void storesTheGraphBehindALoginAndTls() throws Exception {
    Config config = tls(SERVER.tlsPort(), SERVER.identity());
    NaiveHistory naive = new NaiveHistory();
    try (StackGraph graph = StackGraph.open(config, directory)) {
      var commits = new RandomCommits(11).next(20);
      graph.apply(commits, 1);
      naive.add(commits);
    }
    try (StackGraph graph = StackGraph.open(config, directory)) {
      naive.assertSame(graph.at(naive.lastMillis()));
      assertThat(graph.verify()).isEmpty();
    }
  }

  @Test
  void namesTheLoginThatIsNotAccepted() {
    assertThat(refusal(config("username = cassandra, password = hidden1")))
        .isEqualTo(
            "%susername and %1$spassword: %s does not accept those of user cassandra"
                .formatted(CQL, cassandra(SERVER.port())));
  }

  @Test
  void saysThatALoginIsWanted() {
    assertThat(refusal(config("username = \"\"")))
        .isEqualTo(
            CQL + "username: found none, but " + cassandra(SERVER.port()) + " wants a login");
  }

  @Test
  void doesNotTrustWhomNobodyVouchesFor(@TempDir Path other) {
    TestIdentity stranger = TestIdentity.make(other);
    assertThat(refusal(tls(SERVER.tlsPort(), stranger)))
        .isEqualTo(
            CQL
                + "ssl.truststore: found "
                + stranger.truststore()
                + ", which does not vouch for the certificate of "
                + cassandra(SERVER.tlsPort()));
  }

  @Test
  void namesTheKeyStoreThatCannotBeRead() {
    assertThat(refusal(config("ssl { enabled = true, truststore = /nowhere }")))
        .isEqualTo(
            CQL + "ssl.truststore: found /nowhere, expected a Java key store that can be read");
    Config config =
        ConfigFactory.parseString(CQL + "ssl.truststorePassword = hidden2")
            .withFallback(tls(SERVER.tlsPort(), SERVER.identity()));
    assertThat(refusal(config))
        .isEqualTo(
            CQL
                + "ssl.truststorePassword: found one that does not open "
                + SERVER.identity().truststore());
  }

  @Test
  void saysThatTlsIsNotSpoken() {
    assertThat(refusal(tls(SERVER.port(), SERVER.identity())))
        .isEqualTo(
            CQL
                + "ssl.enabled: found true, but "
                + cassandra(SERVER.port())
                + " does not speak TLS");
  }

  @Test
  void saysThatTlsIsSpoken() {
    assertThat(refusal(config("port = " + SERVER.tlsPort() + ", patience = 1s")))
        .startsWith(cassandra(SERVER.tlsPort()) + " did not answer within 1 seconds: ")
        .endsWith(" (it speaks TLS, " + CQL + "ssl.enabled is false)");
  }

  private String refusal(Config config) {
    Throwable failure = catchThrowable(() -> StackGraph.open(config, directory));
    assertThat(failure).isExactlyInstanceOf(StackGraphException.class);
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      assertThat(cause.toString()).doesNotContain("hidden", TestIdentity.PASSWORD);
    }
    return failure.getMessage();
  }

  private static String cassandra(int port) {
    return "Cassandra at 127.0.0.1:" + port;
  }

  private Config tls(int port, TestIdentity identity) {
    return config(
        "port = %d, ssl { enabled = true, truststore = \"%s\", truststorePassword = \"%s\" }"
            .formatted(port, identity.truststore(), TestIdentity.PASSWORD));
  }

  private Config config(String cql) {
    return ConfigFactory.parseString("stackstate.stackgraph.cql { patience = 1m, " + cql + " }")
        .withFallback(TestStore.CASSANDRA.on(directory, TestConfig.smallSlices()));
  }
}
