package io.stackstate.automation.output.kubernetes;

import io.stackstate.automation.output.OutputKind;
import io.stackstate.automation.output.http.AddressGuard;
import io.stackstate.automation.output.http.Auth;
import io.stackstate.automation.output.http.Cidr;
import io.stackstate.automation.output.http.HttpDelivery;
import io.stackstate.automation.output.http.HttpRuntime;
import io.stackstate.automation.output.http.HttpSettings;
import io.stackstate.automation.output.http.TlsSettings;
import io.stackstate.automation.output.spec.SpecReader;
import io.stackstate.automation.output.text.MessageTemplates;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The kind {@code kubernetesEvent} (health sheet, section 13.1 row 15). It is the one kind that
 * connects to the API server, whose address comes from the configuration and not from a handler.
 */
public final class KubernetesEventOutput implements OutputKind, AutoCloseable {
  private static final Duration MIN_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration MAX_TIMEOUT = Duration.ofSeconds(60);
  private static final int MAX_BODY = 64 * 1024;

  private final Optional<Cluster> cluster;
  private final HttpRuntime runtime;

  /**
   * @param cluster empty outside of a cluster, where definitions of this kind are wrong
   */
  public KubernetesEventOutput(Optional<Cluster> cluster, Clock clock) {
    this.cluster = cluster;
    List<Cidr> everywhere = List.of(Cidr.parse("0.0.0.0/0"), Cidr.parse("::/0"));
    this.runtime =
        new HttpRuntime(new AddressGuard(everywhere, List.of()), Optional.empty(), clock);
  }

  @Override
  public Maker read(SpecReader spec, MessageTemplates templates) {
    Optional<String> name = spec.optionalText("cluster", 253);
    Duration timeout = spec.duration("timeout", MIN_TIMEOUT, MAX_TIMEOUT, USUAL_TIMEOUT);
    if (cluster.isEmpty()) {
      spec.finding(
          "cluster", "no Kubernetes", "the role automation to run in a pod of the cluster");
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
          runtime.endpoint(settings, api.account()),
          new KubernetesEvent(api.api(), name),
          templates);
    };
  }

  @Override
  public void close() {
    runtime.close();
  }
}
