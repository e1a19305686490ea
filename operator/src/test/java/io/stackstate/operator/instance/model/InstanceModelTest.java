package io.stackstate.operator.instance.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.stackstate.crds.instance.StackStateInstance;
import io.stackstate.operator.content.InvalidSpecException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceModelTest {
  private static final String CQL =
      "graph: {backend: CQL, cql: {type: External, external: {contactPoints: [c]}}}\n";

  @ParameterizedTest
  @ValueSource(strings = {"Monolith", "Split"})
  void aTrialFitsOnASmallMachine(String layout) throws Exception {
    InstanceModel model = Instances.model("mode: Trial\nlayout: " + layout);

    assertThat(requested(model, "cpu")).isLessThan(BigDecimal.valueOf(2));
    assertThat(requested(model, "memory")).isLessThan(BigDecimal.valueOf(6L << 30));
  }

  @Test
  void theSameFactsGiveEqualObjects() throws Exception {
    String spec = "mode: HA\n" + CQL;

    assertThat(Instances.model(spec).all()).isEqualTo(Instances.model(spec).all());
  }

  @Test
  void secretsThatAreThereAreKept() throws Exception {
    StackStateInstance instance = Instances.with("mode: Trial");
    Secret before =
        new SecretBuilder()
            .withNewMetadata()
            .withName("demo-api-key")
            .endMetadata()
            .withData(Map.of("api-key", "b2xk", "note", "bWluZQ=="))
            .build();
    InstanceFacts facts =
        new InstanceFacts(
            Instances.ALL, Map.of("demo-api-key", before), Instances.RELEASE, Observed.NOTHING);

    InstanceModel model = InstanceModel.of(instance, facts);

    Secret secret = Instances.find(model, Secret.class, "demo-api-key");
    assertThat(secret.getData()).isEqualTo(before.getData());
    Secret token = Instances.find(model, Secret.class, "demo-service-token");
    Secret another =
        Instances.find(InstanceModel.of(instance, facts), Secret.class, "demo-service-token");
    assertThat(token.getData()).isNotEqualTo(another.getData());
  }

  @Test
  void podsStartAgainWhenASecretThatTheyReadChanges() throws Exception {
    StackStateInstance instance = Instances.with("layout: Split");

    String first = checksum(instance, "demo-elasticsearch", "YQ==", "demo-api");
    String second = checksum(instance, "demo-elasticsearch", "Yg==", "demo-api");

    assertThat(first).isNotEqualTo(second);
    assertThat(checksum(instance, "demo-elasticsearch", "YQ==", "demo-kafka"))
        .isEqualTo(checksum(instance, "demo-elasticsearch", "Yg==", "demo-kafka"));
  }

  @Test
  void everythingThatPodsReadIsAReference() throws Exception {
    StackStateInstance instance =
        Instances.with(
            """
            tls: {trustedCAs: [{configMap: {name: company, key: ca.crt}}]}
            services: {receiver: {env: [{name: A, valueFrom: {secretKeyRef: {name: own, key: k}}}]}}
            """
                + CQL.replace(
                    "[c]",
                    "[c], usernameRef: {name: cass, key: u}, passwordRef: {name: cass, key: p}"));

    assertThat(InstanceModel.references(instance))
        .containsExactlyInAnyOrder(
            Reference.secret("demo-api-key"),
            Reference.secret("demo-service-token"),
            Reference.secret("demo-guest-token"),
            Reference.secret("demo-password-key"),
            Reference.secret("demo-elasticsearch"),
            Reference.secret("cass"),
            Reference.secret("own"),
            Reference.configMap("company"));
  }

  @Test
  void retainedSecretsHaveNoOwnerAndTheOthersDo() throws Exception {
    InstanceModel retained = Instances.model("mode: Trial");
    InstanceModel deleted = Instances.model("mode: Trial\ndeletionPolicy: {secrets: Delete}");

    assertThat(owners(retained, "demo-api-key")).isZero();
    assertThat(owners(deleted, "demo-api-key")).isOne();
    assertThat(owners(retained, "demo-server-config")).isOne();
  }

  @Test
  void aVolumeIsNeverAskedForSmallerThanItIs() throws Exception {
    Observed grown =
        new Observed(
            Map.of("data-demo-server-0", new Quantity("80Gi")), Map.of(), Optional.empty());
    InstanceFacts facts = new InstanceFacts(Instances.ALL, Map.of(), Instances.RELEASE, grown);

    InstanceModel model = Instances.model(Instances.with("mode: Trial"), facts);

    assertThat(
            Instances.find(model, StatefulSet.class, "demo-server")
                .getSpec()
                .getVolumeClaimTemplates()
                .get(0)
                .getSpec()
                .getResources()
                .getRequests())
        .containsEntry("storage", new Quantity("80Gi"));
  }

  @Test
  void anAutoscaledDeploymentHasNoReplicasOfOurs() throws Exception {
    String autoscaled = "services: {receiver: {autoscaling: {minReplicas: 2, maxReplicas: 5}}}";

    InstanceModel model = Instances.model(autoscaled);

    assertThat(Instances.find(model, Deployment.class, "demo-receiver").getSpec().getReplicas())
        .isNull();
    assertThat(Instances.has(model, "HorizontalPodAutoscaler", "demo-receiver")).isTrue();
    InstanceModel suspended = Instances.model(autoscaled + "\nsuspend: true");
    assertThat(Instances.has(suspended, "HorizontalPodAutoscaler", "demo-receiver")).isFalse();
  }

  @Test
  void asSuspendedNothingRuns() throws Exception {
    InstanceModel model = Instances.model("suspend: true");

    for (HasMetadata object : model.all()) {
      if (object instanceof Deployment deployment) {
        assertThat(deployment.getSpec().getReplicas()).isZero();
      } else if (object instanceof StatefulSet set) {
        assertThat(set.getSpec().getReplicas()).isZero();
      }
    }
  }

  @Test
  void aManualUpgradeWaitsForItsApproval() throws Exception {
    StackStateInstance instance = Instances.with("version: 1.3.0\nupgrade: {strategy: Manual}");
    Observed old = new Observed(Map.of(), Map.of(), Optional.of("1.2.0"));
    InstanceFacts facts = new InstanceFacts(Instances.ALL, Map.of(), Instances.RELEASE, old);

    assertThat(Instances.model(instance, facts).version()).isEqualTo("1.2.0");
    instance.getMetadata().setAnnotations(Map.of("stackstate.io/approve-upgrade", "1.3.0"));
    assertThat(Instances.model(instance, facts).version()).isEqualTo("1.3.0");
  }

  @Test
  void openShiftChoosesTheUsersOfPods() throws Exception {
    InstanceFacts facts =
        new InstanceFacts(
            new ServedApis(Map.of(), true), Map.of(), Instances.RELEASE, Observed.NOTHING);

    InstanceModel model = Instances.model(Instances.with("mode: Trial"), facts);

    for (PodTemplateSpec pod : pods(model)) {
      assertThat(pod.getSpec().getSecurityContext().getRunAsUser()).isNull();
      assertThat(pod.getSpec().getSecurityContext().getFsGroup()).isNull();
      assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
    }
  }

  @Test
  void allContainersAreRestricted() throws Exception {
    for (String spec : List.of("mode: Trial", "layout: Split", "mode: HA\n" + CQL)) {
      for (PodTemplateSpec pod : pods(Instances.model(spec))) {
        List<Container> containers = new ArrayList<>(pod.getSpec().getContainers());
        containers.addAll(pod.getSpec().getInitContainers());
        assertThat(containers)
            .allSatisfy(
                c -> {
                  assertThat(c.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
                  assertThat(c.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
                  assertThat(c.getSecurityContext().getCapabilities().getDrop()).contains("ALL");
                  assertThat(c.getResources().getLimits()).containsKeys("cpu", "memory");
                });
        assertThat(pod.getSpec().getAutomountServiceAccountToken()).isFalse();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"v1, kafka.strimzi.io/v1", "v1beta2, kafka.strimzi.io/v1beta2"})
  void strimziIsSpokenToInTheVersionThatIsServed(String served, String expected) throws Exception {
    ServedApis apis =
        new ServedApis(Map.of("kafka.strimzi.io/Kafka", "kafka.strimzi.io/" + served), false);
    InstanceFacts facts = new InstanceFacts(apis, Map.of(), Instances.RELEASE, Observed.NOTHING);

    InstanceModel model = Instances.model(Instances.with("kafka: {type: Strimzi}"), facts);

    assertThat(model.objects(StageName.KAFKA))
        .filteredOn(o -> o.getKind().equals("Kafka"))
        .singleElement()
        .satisfies(kafka -> assertThat(kafka.getApiVersion()).isEqualTo(expected));
  }

  @Test
  void anAdoptedKafkaGetsTopicsAndUsersOnly() throws Exception {
    InstanceModel model =
        Instances.model("kafka: {type: Strimzi, strimzi: {adopt: true, clusterName: shared}}");

    assertThat(model.objects(StageName.KAFKA)).allMatch(o -> o.getKind().equals("KafkaUser"));
    assertThat(model.objects(StageName.TOPICS)).hasSize(TopicCatalog.FIXED.size());
    assertThat(model.kafka()).contains(new BackendRef("kafka.strimzi.io", "Kafka", "shared"));
  }

  @Test
  void whatHasNoEffectIsSaid() throws Exception {
    InstanceFacts nothingServed =
        new InstanceFacts(
            new ServedApis(Map.of(), false), Map.of(), Instances.RELEASE, Observed.NOTHING);
    StackStateInstance instance =
        Instances.with(
            "mode: Trial\nlicense: {key: x}\nmonitoring: {serviceMonitor: {enabled: true}}");

    assertThat(Instances.model(instance, nothingServed).warnings())
        .anyMatch(w -> w.startsWith("spec.license"))
        .anyMatch(w -> w.startsWith("spec.monitoring.serviceMonitor"))
        .hasSize(2);
  }

  @Test
  void monitorsReadMetricsThroughTheApiWithTheRightsOfAGuest() throws Exception {
    InstanceModel model = Instances.model("mode: NonHA");

    PodSpec monitors = pod(model, "demo-synchronization");
    assertThat(config(model, "demo-synchronization-config"))
        .contains(
            "stackstate.health.monitors.telemetry.url = \"http://demo.observability.svc:7070\"",
            "stackstate.health.monitors.telemetry.tokenFile ="
                + " \"/var/run/secrets/stackstate.io/guest/token\"",
            "stackstate.automation.outputs.api.url = \"http://demo.observability.svc:7070\"");
    assertThat(monitors.getContainers().get(0).getVolumeMounts())
        .filteredOn(m -> m.getMountPath().equals("/var/run/secrets/stackstate.io/guest"))
        .singleElement()
        .satisfies(m -> assertThat(m.getReadOnly()).isTrue());
    assertThat(pod(model, "demo-api").getContainers().get(0).getEnv())
        .filteredOn(e -> e.getName().equals("CONFIG_FORCE_stackstate_api_guestToken"))
        .extracting(e -> e.getValueFrom().getSecretKeyRef().getName())
        .containsExactly("demo-guest-token");
    assertThat(monitors.toString()).doesNotContain("demo-service-token");
    assertThat(Instances.has(Instances.model("mode: Trial"), "Secret", "demo-guest-token"))
        .isFalse();
  }

  @Test
  void eventHandlersGetRightsInTheClusterOnlyWhenAskedFor() throws Exception {
    String wanted = "automation: {kubernetesEvents: {enabled: true}}\n";
    InstanceModel split = Instances.model("mode: NonHA\n" + wanted);
    InstanceModel trial = Instances.model("mode: Trial\n" + wanted);

    assertThat(pod(split, "demo-synchronization").getServiceAccountName())
        .isEqualTo("demo-automation");
    assertThat(pod(split, "demo-api").getServiceAccountName()).isEqualTo("demo");
    assertThat(pod(split, "demo-api").getVolumes()).noneMatch(v -> v.getProjected() != null);
    assertThat(subject(split)).isEqualTo("demo-automation");
    assertThat(split.warnings())
        .anyMatch(w -> w.contains("--serviceaccount=observability:demo-automation"));

    assertThat(pod(trial, "demo-server").getServiceAccountName()).isEqualTo("demo");
    assertThat(subject(trial)).isEqualTo("demo");
    assertThat(Instances.has(trial, "ServiceAccount", "demo-automation")).isFalse();

    for (String mode : List.of("NonHA", "Trial")) {
      InstanceModel plain = Instances.model("mode: " + mode);
      assertThat(plain.all()).noneMatch(o -> List.of("Role", "RoleBinding").contains(o.getKind()));
      assertThat(pods(plain))
          .allMatch(p -> !p.getSpec().getAutomountServiceAccountToken())
          .flatExtracting(p -> p.getSpec().getVolumes())
          .noneMatch(v -> v.getProjected() != null);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "services: {api: {podTemplate: '['}} | spec.services.api.podTemplate: not YAML",
        "services: {api: {podTemplate: 'a: 1'}} | spec.services.api.podTemplate: found a, expected",
        "services: {api: {podTemplate: text}} | spec.services.api.podTemplate: found STRING",
        "services: {api: {resources: {requests: {cpu: 3}, limits: {cpu: 2}}}}"
            + " | spec.services.api.resources.requests.cpu: found 3, expected at most the limit, 2",
        "kafka: {type: Embedded, topics: {sts_other: {}}} | spec.kafka.topics: found sts_other",
        "elasticsearch: {type: External, external: {urls: [search]}}"
            + " | spec.elasticsearch.external.urls: found \"search\", expected https://host:port",
        "mode: HA | spec.graph.backend: found BerkeleyJE, expected CQL"
      })
  void whatTheCrdCannotSayNamesTheField(String spec, String message) {
    assertThatThrownBy(() -> Instances.model(spec))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining(message);
  }

  private static String checksum(
      StackStateInstance instance, String name, String value, String workload)
      throws InvalidSpecException {
    Secret secret =
        new SecretBuilder()
            .withNewMetadata()
            .withName(name)
            .endMetadata()
            .withData(Map.of("password", value))
            .build();
    InstanceFacts facts =
        new InstanceFacts(Instances.ALL, Map.of(name, secret), Instances.RELEASE, Observed.NOTHING);
    StatefulSet set = Instances.find(Instances.model(instance, facts), StatefulSet.class, workload);
    return set.getSpec().getTemplate().getMetadata().getAnnotations().get(Checksum.ANNOTATION);
  }

  private static String config(InstanceModel model, String name) {
    String data = Instances.find(model, Secret.class, name).getData().get(ServiceConfig.FILE);
    return new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
  }

  private static PodSpec pod(InstanceModel model, String workload) {
    return model.all().stream()
        .filter(o -> o.getMetadata().getName().equals(workload))
        .flatMap(o -> PodsOf.workload(o, "observability").stream())
        .findFirst()
        .orElseThrow()
        .getSpec();
  }

  private static String subject(InstanceModel model) {
    return Instances.find(model, RoleBinding.class, "demo-automation")
        .getSubjects()
        .get(0)
        .getName();
  }

  private static int owners(InstanceModel model, String secret) {
    return Instances.find(model, Secret.class, secret).getMetadata().getOwnerReferences().size();
  }

  private static BigDecimal requested(InstanceModel model, String resource) {
    BigDecimal sum = BigDecimal.ZERO;
    for (PodTemplateSpec pod : pods(model)) {
      sum = sum.add(of(pod.getSpec(), resource));
    }
    return sum;
  }

  private static BigDecimal of(PodSpec pod, String resource) {
    return pod.getContainers().stream()
        .map(c -> c.getResources().getRequests().get(resource).getNumericalAmount())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static List<PodTemplateSpec> pods(InstanceModel model) {
    List<PodTemplateSpec> pods = new ArrayList<>();
    for (HasMetadata object : model.all()) {
      if (object instanceof Deployment deployment) {
        pods.add(deployment.getSpec().getTemplate());
      } else if (object instanceof StatefulSet set) {
        pods.add(set.getSpec().getTemplate());
      }
    }
    return pods;
  }
}
