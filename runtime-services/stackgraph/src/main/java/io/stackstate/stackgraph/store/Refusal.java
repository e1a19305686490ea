package io.stackstate.stackgraph.store;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import io.netty.handler.ssl.NotSslRecordException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What to change when Cassandra and we do not get together, however long we wait: the setting, in
 * one line without any password.
 */
final class Refusal {
  private static final String CQL = StoreConfig.SECTION + ".cql.";

  private Refusal() {}

  /** Empty when another attempt may succeed. */
  static Optional<String> of(Throwable failure, StoreConfig.Cql config) {
    List<Throwable> causes = causes(failure);
    String cassandra = "Cassandra at " + config.address();
    for (Throwable cause : causes) {
      if (Causes.isRefusedLogin(cause)) {
        return Optional.of(login(cassandra, config.credentials()));
      }
      if (cause instanceof NotSslRecordException) {
        return Optional.of(
            CQL + "ssl.enabled: found true, but " + cassandra + " does not speak TLS");
      }
    }
    if (causes.stream().anyMatch(Refusal::isUntrusted)) {
      return Optional.of(
          CQL
              + "ssl.truststore: found "
              + config.tls().truststore()
              + ", which does not vouch for the certificate of "
              + cassandra);
    }
    return causes.stream()
        .filter(CertificateException.class::isInstance)
        .findFirst()
        .map(
            e ->
                CQL
                    + "ssl.hostnameValidation: the certificate of "
                    + cassandra
                    + " is for another host: "
                    + Causes.line(e));
  }

  private static String login(String cassandra, StoreConfig.Credentials credentials) {
    return credentials.isPresent()
        ? "%susername and %1$spassword: %s does not accept those of user %s"
            .formatted(CQL, cassandra, credentials.username())
        : "%susername: found none, but %s wants a login".formatted(CQL, cassandra);
  }

  private static boolean isUntrusted(Throwable e) {
    return e instanceof CertPathBuilderException || e instanceof CertPathValidatorException;
  }

  /** The failure, what caused it, and what each node that was asked failed with. */
  private static List<Throwable> causes(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Throwable> causes = new ArrayList<>();
    causes.add(failure);
    for (int i = 0; i < causes.size(); i++) {
      Throwable cause = causes.get(i);
      if (!seen.add(cause)) {
        continue;
      }
      if (cause.getCause() != null) {
        causes.add(cause.getCause());
      }
      if (cause instanceof AllNodesFailedException nodes) {
        nodes.getAllErrors().values().forEach(causes::addAll);
      }
    }
    return causes;
  }
}
