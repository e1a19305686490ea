package io.stackstate.operator.instance.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.stackstate.crds.instance.StackStateInstance;
import io.stackstate.operator.apiserver.ApiServer;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The CRD and what is built from it, as a real API server sees them. */
class StackStateInstanceCrdIT {
  private static ApiServer server;
  private static String namespace;

  @BeforeAll
  static void installsWhatClustersHave() throws Exception {
    server = ApiServer.shared();
    namespace = server.namespace("instance-crd");
    server.apply(
        new NamespaceBuilder()
            .withNewMetadata()
            .withName(namespace)
            .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
            .endMetadata()
            .build());
    for (String kind :
        List.of(
            "040-Crd-kafka", "045-Crd-kafkanodepool", "043-Crd-kafkatopic", "044-Crd-kafkauser")) {
      try (InputStream in =
          StackStateInstanceCrdIT.class.getResourceAsStream("/crds/v1/" + kind + ".yaml")) {
        assertThat(in).as(kind).isNotNull();
        server.installCrd(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mode: HA | spec.mode HA needs spec.graph.backend CQL",
        "mode: HA~graph: {backend: BerkeleyJE} | spec.mode HA needs spec.graph.backend CQL",
        "mode: HA~kafka: {type: Embedded} | spec.mode HA needs spec.kafka.type Strimzi or External",
        "mode: HA~elasticsearch: {type: Embedded} | spec.mode HA needs spec.elasticsearch.type ECK",
        "mode: HA~layout: Monolith | spec.mode HA needs spec.layout Split",
        "mode: NonHA~profile: 150-ha | spec.profile must fit spec.mode",
        "profile: 70-nonha | spec.profile: Unsupported value",
        "kafka: {type: External} | kafka.external is required when kafka.type is External",
        "kafka: {type: Strimzi, embedded: {}} | kafka.embedded is only allowed when",
        "kafka: {type: External, external: {bootstrapServers: 'a:1', sasl: {mechanism: PLAIN,"
            + " usernameRef: {name: a, key: a}, passwordRef: {name: a, key: a}}}} | sasl is required",
        "kafka: {type: Embedded, topics: {sts_topo_trace_agents: {partitions: 2}}} | have one partition",
        "graph: {backend: CQL} | graph.cql is required when graph.backend is CQL",
        "graph: {backend: CQL, cql: {type: External}} | graph.cql.external is required",
        "services: {api: {replicas: 2}} | at most one replica: this service is the single writer",
        "services: {synchronization: {autoscaling: {minReplicas: 1, maxReplicas: 2}}} | no autoscaling",
        "services: {receiver: {autoscaling: {minReplicas: 3, maxReplicas: 2}}} | maxReplicas must be",
        "services: {receiver: {pdb: {}}} | give exactly one of maxUnavailable and minAvailable",
        "services: {server: {}} | spec.services.server needs spec.layout Monolith",
        "mode: Trial~services: {receiver: {}} | spec.layout Monolith has one process",
        "mode: Trial~kafka: {type: Embedded, embedded: {storage: {size: 1Gi}}} | is not used with layout",
        "expose: {ingress: {}, route: {}} | give at most one of ingress, route and gateway",
        "expose: {receiverHost: a.b} | receiverHost needs ingress, route or gateway",
        "deletionPolicy: {topics: Delete} | spec.deletionPolicy.topics Delete needs",
        "networkPolicy: {additionalIngressFrom: [{}]} | give either cidr, or namespaceLabels",
        "services: {receiver: {env: [{name: A}]}} | give exactly one of value and valueFrom",
        "services: {router: {}} | .spec.services.router: field not declared in schema",
        "baseUrl: ftp://x | spec.baseUrl"
      })
  void invalidSpecsAreRefusedWithWordsThatHelp(String spec, String message) {
    assertThatThrownBy(() -> server.apply(raw(spec)))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mode: NonHA | mode: Trial | spec.layout is immutable",
        "mode: NonHA | layout: Monolith | spec.layout is immutable",
        "mode: NonHA | kafka: {type: Strimzi} | spec.kafka.type is immutable",
        "mode: NonHA | graph: {backend: CQL, cql: {type: K8ssandra}} | spec.graph.backend is immutable",
        "graph: {backend: CQL, cql: {type: K8ssandra, keyspace: a}}"
            + "| graph: {backend: CQL, cql: {type: K8ssandra, keyspace: b}} | keyspace is immutable",
        "kafka: {type: Strimzi, strimzi: {clusterName: a}} | kafka: {type: Strimzi, strimzi: {}}"
            + " | clusterName is immutable",
        "graph: {backend: BerkeleyJE, berkeleyje: {storage: {size: 20Gi}}}"
            + " | graph: {backend: BerkeleyJE, berkeleyje: {storage: {size: 2Gi}}} | cannot shrink",
        "kafka: {type: Strimzi, strimzi: {nodePools: [{name: a, roles: [Broker, Controller],"
            + " replicas: 1, storage: {size: 1Ti}}]}} | kafka: {type: Strimzi, strimzi: {nodePools:"
            + " [{name: a, roles: [Broker, Controller], replicas: 1, storage: {size: 500Gi}}]}}"
            + " | cannot shrink",
        "kafka: {type: Embedded, topics: {sts_trace_events: {partitions: 10}}}"
            + " | kafka: {type: Embedded, topics: {sts_trace_events: {partitions: 5}}} | only grow"
      })
  void whatCannotChangeIsRefused(String before, String after, String message) {
    server.apply(raw(before));
    try {
      assertThatThrownBy(() -> server.apply(raw(after)))
          .isInstanceOf(KubernetesClientException.class)
          .hasMessageContaining(message);
    } finally {
      server.client().resource(raw(before)).delete();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../samples/quickstart/instance.yaml",
        "../samples/production/highly-available.yaml",
        "../samples/production/external-backends.yaml",
        "src/test/resources/io/stackstate/operator/instance/model/golden/nonha.yaml",
        "src/test/resources/io/stackstate/operator/instance/model/golden/k8ssandra.yaml"
      })
  void samplesAndAllThatIsBuiltFromThemAreAccepted(String file) throws Exception {
    StackStateInstance instance = Instances.read(Path.of(file));
    instance.getMetadata().setNamespace(namespace);
    instance.getMetadata().setUid(null);
    StackStateInstance stored = server.apply(instance);
    try {
      for (HasMetadata object : Instances.model(stored, Instances.FACTS).all()) {
        if (isServed(object)) {
          assertThat(server.apply(object).getMetadata().getUid())
              .as(object.getKind() + " " + object.getMetadata().getName())
              .isNotEmpty();
        }
      }
      assertThat(violations(stored)).isEmpty();
    } finally {
      server.client().resource(stored).delete();
    }
  }

  @Test
  void constantDefaultsAreFilledIn() throws Exception {
    GenericKubernetesResource stored =
        server.apply(raw("kafka: {type: External, external: {bootstrapServers: 'a:1'}}"));

    JsonNode spec = new YAMLMapper().valueToTree(stored).path("spec");

    assertThat(spec.path("mode").asText()).isEqualTo("NonHA");
    assertThat(spec.at("/kafka/external/securityProtocol").asText()).isEqualTo("PLAINTEXT");
    assertThat(spec.path("suspend").asBoolean(true)).isFalse();
    server.client().resource(stored).delete();
  }

  @Test
  void specIsRequired() {
    GenericKubernetesResource bare = raw("mode: Trial");
    bare.setAdditionalProperties(Map.of());

    assertThatThrownBy(() -> server.apply(bare)).hasMessageContaining("spec: Required value");
  }

  /** Every pod of the workloads, made as itself, since admission only warns about workloads. */
  private static List<String> violations(StackStateInstance stored) throws Exception {
    KubernetesClient client = server.client();
    return Instances.model(stored, Instances.FACTS).all().stream()
        .flatMap(object -> PodsOf.workload(object, namespace).stream())
        .flatMap(
            pod -> {
              try {
                client.resource(pod).dryRun().create();
                return List.<String>of().stream();
              } catch (KubernetesClientException e) {
                return List.of(pod.getMetadata().getName() + ": " + e.getMessage()).stream();
              }
            })
        .toList();
  }

  private static boolean isServed(HasMetadata object) {
    return !(object instanceof GenericKubernetesResource)
        || object.getApiVersion().startsWith("kafka.strimzi.io/");
  }

  private static GenericKubernetesResource raw(String spec) {
    try {
      boolean hasUrl = spec.contains("baseUrl");
      String yaml =
          "apiVersion: stackstate.io/v1alpha1\nkind: StackStateInstance\nmetadata: {name: rules}\nspec:\n"
              + (hasUrl ? "" : "  baseUrl: https://observe.example.org\n")
              + spec.replace("~", "\n").indent(2);
      GenericKubernetesResource resource =
          new YAMLMapper().readValue(yaml, GenericKubernetesResource.class);
      resource.getMetadata().setNamespace(namespace);
      return resource;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
