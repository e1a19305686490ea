package io.stackstate.automation.output.kubernetes;

import io.stackstate.automation.output.OutputKind.Maker;
import io.stackstate.automation.output.http.Auth;
import io.stackstate.automation.output.http.Protocol;
import io.stackstate.automation.output.http.TrustedHttp;
import io.stackstate.automation.output.spec.SpecReader;
import io.stackstate.automation.output.text.MessageTemplates;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * How outputs reach the API server of their own cluster.
 *
 * @param cluster empty outside of a cluster, where definitions of these kinds are wrong
 */
public record ClusterHttp(Optional<Cluster> cluster, TrustedHttp http) {
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
    Duration timeout = TrustedHttp.timeout(spec);
    if (cluster.isEmpty()) {
      spec.finding(field, "no Kubernetes", "the role automation to run in a pod of the cluster");
    }
    return secrets -> {
      Cluster api = cluster.orElseThrow();
      return http.delivery(
          timeout,
          new Auth.Token("Bearer", Cluster.TOKEN),
          Optional.of(Cluster.CA),
          api.account(),
          protocol.apply(api),
          templates);
    };
  }
}
