package io.stackstate.automation.output.kubernetes;

import io.stackstate.automation.output.OutputKind.Maker;
import io.stackstate.automation.output.http.AddressGuard;
import io.stackstate.automation.output.http.Auth;
import io.stackstate.automation.output.http.Cidr;
import io.stackstate.automation.output.http.HttpDelivery;
import io.stackstate.automation.output.http.HttpRuntime;
import io.stackstate.automation.output.http.HttpSettings;
import io.stackstate.automation.output.http.Protocol;
import io.stackstate.automation.output.http.TlsSettings;
import io.stackstate.automation.output.spec.SpecReader;
import io.stackstate.automation.output.text.MessageTemplates;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How outputs reach the API server of their own cluster, which nothing else may connect to; its
 * address comes from the configuration and not from a handler. Thread-safe.
 */
public final class ClusterHttp implements AutoCloseable {
  private static final Duration MIN_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration MAX_TIMEOUT = Duration.ofSeconds(60);
  private static final int MAX_BODY = 64 * 1024;

  private final Optional<Cluster> cluster;
  private final HttpRuntime runtime;

  /**
   * @param cluster empty outside of a cluster, where definitions of these kinds are wrong
   */
  public ClusterHttp(Optional<Cluster> cluster, Clock clock) {
    this.cluster = cluster;
    List<Cidr> everywhere = List.of(Cidr.parse("0.0.0.0/0"), Cidr.parse("::/0"));
    this.runtime =
        new HttpRuntime(new AddressGuard(everywhere, List.of()), Optional.empty(), clock);
  }

  /**
   * Reads {@code timeout}, and finds {@code field} wrong outside of a cluster.
   *
   * @param protocol for the cluster
   */
  Maker maker(
      SpecReader spec,
      String field,
      MessageTemplates templates,
      Function<Cluster, Protocol> protocol) {
    Duration timeout = spec.duration("timeout", MIN_TIMEOUT, MAX_TIMEOUT, USUAL_TIMEOUT);
    if (cluster.isEmpty()) {
      spec.finding(field, "no Kubernetes", "the role automation to run in a pod of the cluster");
    }
    TlsSettings tls =
        new TlsSettings(
            Optional.of(Cluster.CA), Optional.empty(), Optional.empty(), true, "TLSv1.2");
    HttpSettings settings =
        new HttpSettings(
            timeout,
            MAX_BODY,
            Map.of(),
            Map.of(),
            new Auth.Token("Bearer", Cluster.TOKEN),
            Optional.empty(),
            tls,
            Optional.empty());
    return secrets -> {
      Cluster api = cluster.orElseThrow();
      return new HttpDelivery(
          runtime.endpoint(settings, api.account()), protocol.apply(api), templates);
    };
  }

  @Override
  public void close() {
    runtime.close();
  }
}
