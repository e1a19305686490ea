package io.stackstate.operator.instance.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.stackstate.operator.instance.model.Network.End;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The policies, evaluated over the labels that the pods of the same instance really have. */
class NetworkPoliciesTest {
  private static final String NAMESPACE = "observability";
  private static final String ON =
      """
      networkPolicy:
        enabled: true
        additionalIngressFrom:
          - namespaceLabels: {kubernetes.io/metadata.name: ingress}
          - cidr: 10.9.0.0/16
      """;
  private static final String SPLIT = "mode: NonHA\n" + ON;
  private static final String TRIAL = "mode: Trial\n" + ON;
  private static final String EXTERNAL =
      """
      mode: NonHA
      kafka: {type: External, external: {bootstrapServers: 'kafka.db:9092'}}
      graph:
        backend: CQL
        cql: {type: External, external: {contactPoints: [cassandra.db]}}
      elasticsearch: {type: External, external: {urls: ['https://search.db:9243']}}
      """
          + ON;

  @ParameterizedTest
  @CsvSource({
    // from, to, port, allowed
    "receiver, kafka, 9092, true",
    "synchronization, kafka, 9092, true",
    "api, kafka, 9092, true",
    "api, receiver, 7070, true",
    "api, elasticsearch, 9200, true",
    "synchronization, elasticsearch, 9200, true",
    "synchronization, api, 7070, true",
    "synchronization, world, 6443, false",
    "neighbour, api, 7070, true",
    "neighbour, receiver, 7070, true",
    "neighbour, kafka, 9092, false",
    "neighbour, elasticsearch, 9200, false",
    "other instance, kafka, 9092, false",
    "other instance, elasticsearch, 9200, false",
    "ingress, api, 7070, true",
    "ingress, receiver, 7070, true",
    "ingress, kafka, 9092, false",
    "ingress, api, 9999, false",
    "foreign, api, 7070, false",
    "foreign, receiver, 7070, false",
    "foreign, kafka, 9092, false",
    "office, api, 7070, true",
    "office, elasticsearch, 9200, false",
    "world, api, 7070, false",
    "api, world, 443, false",
    "receiver, world, 443, false",
    "kafka, world, 443, false",
    "kafka, neighbour, 80, false",
    "elasticsearch, world, 443, false"
  })
  void inSplitOnlyTheFlowsOfThePlatformAreOpen(String from, String to, int port, boolean allowed)
      throws Exception {
    check(SPLIT, from, to, port, allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "neighbour, server, 7070, true",
    "neighbour, server, 7077, true",
    "ingress, server, 7070, true",
    "foreign, server, 7070, false",
    "foreign, server, 9092, false",
    "neighbour, server, 9092, false",
    "server, elasticsearch, 9200, true",
    "neighbour, elasticsearch, 9200, false",
    "server, world, 443, true",
    "server, world, 9092, false"
  })
  void inTrialLikewise(String from, String to, int port, boolean allowed) throws Exception {
    check(TRIAL, from, to, port, allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "receiver, world, 9092, true",
    "receiver, world, 9042, false",
    "receiver, world, 443, false",
    "synchronization, world, 9092, true",
    "synchronization, world, 443, true",
    "synchronization, world, 9042, false",
    "synchronization, world, 9243, true",
    "api, world, 9092, true",
    "api, world, 9042, true",
    "api, world, 9243, true",
    "api, world, 443, false",
    "api, world, 22, false"
  })
  void externalBackEndsAreReachedByThoseThatUseThem(
      String from, String to, int port, boolean allowed) throws Exception {
    check(EXTERNAL, from, to, port, allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "Split, synchronization, true",
    "Split, api, false",
    "Split, receiver, false",
    "Monolith, server, true"
  })
  void theApiServerIsReachedByWhatRunsEventHandlersThatWriteToIt(
      String layout, String from, boolean allowed) throws Exception {
    String spec = "mode: NonHA\nlayout: " + layout + "\n" + ON;
    check(spec + "automation: {kubernetesEvents: {enabled: true}}\n", from, "world", 6443, allowed);
    check(spec, from, "world", 6443, false);
  }

  @ParameterizedTest
  @CsvSource({"receiver", "synchronization", "api", "kafka", "elasticsearch"})
  void everyPodFindsNames(String pod) throws Exception {
    InstanceModel model = Instances.model(SPLIT);
    End dns = End.pod("kube-system", Map.of("k8s-app", "kube-dns"));
    assertThat(network(model).allows(ends(model).get(pod), dns, "UDP", 53)).isTrue();
    assertThat(network(model).allows(ends(model).get(pod), dns, "TCP", 53)).isTrue();
  }

  private static void check(String spec, String from, String to, int port, boolean allowed)
      throws Exception {
    InstanceModel model = Instances.model(spec);
    Map<String, End> ends = ends(model);
    assertThat(ends).containsKeys(from, to);
    assertThat(network(model).allows(ends.get(from), ends.get(to), "TCP", port)).isEqualTo(allowed);
  }

  private static Network network(InstanceModel model) {
    return new Network(
        model.all().stream()
            .filter(NetworkPolicy.class::isInstance)
            .map(NetworkPolicy.class::cast)
            .toList());
  }

  /** The pods of the instance by component, and others. */
  private static Map<String, End> ends(InstanceModel model) {
    Map<String, End> ends =
        new HashMap<>(
            model.all().stream()
                .map(NetworkPoliciesTest::podLabels)
                .filter(labels -> labels.containsKey(Labels.COMPONENT))
                .collect(
                    Collectors.toMap(
                        labels -> labels.get(Labels.COMPONENT),
                        labels -> End.pod(NAMESPACE, labels),
                        (one, two) -> one)));
    ends.put("neighbour", End.pod(NAMESPACE, Map.of("app", "shop")));
    ends.put("other instance", End.pod(NAMESPACE, Labels.selector("other")));
    ends.put("ingress", End.pod("ingress", Map.of("app", "nginx")));
    ends.put("foreign", End.pod("foreign", Map.of("app", "shop")));
    ends.put("office", End.outside("10.9.1.2"));
    ends.put("world", End.outside("203.0.113.7"));
    return ends;
  }

  private static Map<String, String> podLabels(Object object) {
    Function<io.fabric8.kubernetes.api.model.PodTemplateSpec, Map<String, String>> labels =
        template -> template.getMetadata().getLabels();
    if (object instanceof Deployment deployment) {
      return labels.apply(deployment.getSpec().getTemplate());
    }
    return object instanceof StatefulSet set ? labels.apply(set.getSpec().getTemplate()) : Map.of();
  }
}
