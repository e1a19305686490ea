package io.stackstate.stackgraph.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.stackstate.stackgraph.StackGraphException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreConfigTest {
  @Test
  void isBerkeleyJeUnlessItIsToldOtherwise() {
    assertThat(StoreConfig.of(config(""))).isEqualTo(new StoreConfig.BerkeleyJe(15, 268_435_456));
  }

  @Test
  void readsWhereCassandraIs() {
    StoreConfig config =
        StoreConfig.of(
            config(
                "store = CQL, cql { hosts = [a, b], port = 9, keyspace = Graph, lease = 7s,"
                    + " writeConsistency = quorum, username = u, password = p }"));
    assertThat(config)
        .isInstanceOfSatisfying(
            StoreConfig.Cql.class,
            cql -> {
              assertThat(cql.address()).isEqualTo("a,b:9");
              assertThat(cql.keyspace()).isEqualTo("graph");
              assertThat(cql.writeConsistency()).isEqualTo("QUORUM");
              assertThat(cql.readConsistency()).isEqualTo("LOCAL_QUORUM");
              assertThat(cql.lease()).isEqualTo(Duration.ofSeconds(7));
              assertThat(cql.credentials().password()).isEqualTo("p");
            });
  }

  @Test
  void takesHostsFromOneString() {
    assertThat(
            ((StoreConfig.Cql) StoreConfig.of(config("store = cql, cql.hosts = \"a, b,\"")))
                .hosts())
        .isEqualTo(List.of("a", "b"));
  }

  @Test
  void neverShowsAPassword() {
    StoreConfig config =
        StoreConfig.of(
            config(
                "store = cql, cql { username = u, password = hidden1, ssl { enabled = true,"
                    + " truststore = t, truststorePassword = hidden2, keystorePassword = hidden3 }"
                    + " }"));
    assertThat(config.toString()).contains("username=u", "truststore=t").doesNotContain("hidden");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          store = hbase                        | store: found hbase, expected berkeleyje or cql
          store = cql, cql.hosts = []          | cql.hosts: found none, expected at least one host name
          store = cql, cql.keyspace = "a-b"    | cql.keyspace: found a-b, expected a letter and up to 47 letters, digits and _
          store = cql, cql.lease = 100ms       | cql.lease: found 100 ms, expected at least five seconds
          store = cql, cql.readConsistency = X | cql.readConsistency: found X, expected one of ONE, LOCAL_ONE, TWO, THREE, QUORUM, LOCAL_QUORUM, EACH_QUORUM, ALL
          store = cql, cql.ssl.enabled = true  | cql.ssl.truststore: found nothing, expected the path of a Java key store
          """)
  void namesWhatIsWrong(String section, String message) {
    assertThatThrownBy(() -> StoreConfig.of(config(section)))
        .isInstanceOf(StackGraphException.class)
        .hasMessage("stackstate.stackgraph." + message);
  }

  private static Config config(String section) {
    return ConfigFactory.parseString("stackstate.stackgraph { " + section + " }")
        .withFallback(ConfigFactory.defaultReference());
  }
}
