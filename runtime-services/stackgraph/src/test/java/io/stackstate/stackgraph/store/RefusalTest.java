package io.stackstate.stackgraph.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import com.datastax.oss.driver.internal.core.metadata.DefaultEndPoint;
import com.typesafe.config.ConfigFactory;
import java.net.InetSocketAddress;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLHandshakeException;
import org.janusgraph.diskstorage.TemporaryBackendException;
import org.junit.jupiter.api.Test;

class RefusalTest {
  private static final StoreConfig.Cql CONFIG =
      (StoreConfig.Cql)
          StoreConfig.of(
              ConfigFactory.parseString("stackstate.stackgraph { store = cql, cql.username = u }")
                  .withFallback(ConfigFactory.defaultReference()));

  @Test
  void namesTheCheckOfHostNames() {
    Exception handshake = new SSLHandshakeException("failed");
    handshake.initCause(new CertificateException("No name matching localhost found"));
    assertThat(Refusal.of(new IllegalStateException("no connection", handshake), CONFIG))
        .contains(
            "stackstate.stackgraph.cql.ssl.hostnameValidation: the certificate of Cassandra at"
                + " localhost:9042 is for another host: No name matching localhost found");
  }

  @Test
  void namesTheLogin() {
    assertThat(Refusal.of(login("Provided username u and/or password are incorrect"), CONFIG))
        .contains(
            "stackstate.stackgraph.cql.username and stackstate.stackgraph.cql.password: Cassandra"
                + " at localhost:9042 does not accept those of user u");
  }

  @Test
  void waitsWhileCassandraCannotLookUpUsers() {
    Exception failure =
        login("Unable to perform authentication: Cannot achieve consistency level QUORUM");
    assertThat(Refusal.of(failure, CONFIG)).isEmpty();
    assertThat(Causes.isTemporary(failure)).isTrue();
  }

  @Test
  void waitsForWhoDoesNotAnswer() {
    assertThat(Refusal.of(new DriverTimeoutException("no answer"), CONFIG)).isEmpty();
  }

  private static Exception login(String said) {
    var node = new DefaultEndPoint(new InetSocketAddress("127.0.0.1", 9042));
    return new TemporaryBackendException("no connection", new AuthenticationException(node, said));
  }
}
