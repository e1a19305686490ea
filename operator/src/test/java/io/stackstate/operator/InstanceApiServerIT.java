package io.stackstate.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.stackstate.crds.Condition;
import io.stackstate.crds.ConditionStatus;
import io.stackstate.crds.instance.Phase;
import io.stackstate.crds.instance.StackStateInstance;
import io.stackstate.operator.apiserver.ApiServer;
import io.stackstate.operator.status.Conditions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One operator for all namespaces; the test plays kubelet and controllers. */
class InstanceApiServerIT {
  private static final String ELASTICSEARCH = "demo-elasticsearch";
  private static ApiServer server;
  private static TestOperator operator;

  private final String namespace = server.namespace("instance");
  private final KubernetesClient client = server.client();
  private final Kubelet kubelet = new Kubelet(client, namespace);

  @BeforeAll
  static void start() {
    server = ApiServer.shared();
    operator = TestOperator.start(server);
  }

  @AfterAll
  static void stop() {
    if (operator != null) {
      operator.close();
    }
  }

  @AfterEach
  void delete() {
    client.resources(StackStateInstance.class).inNamespace(namespace).delete();
  }

  @Test
  void aTrialBecomesObjectsAndIsReadyWhenItsPodsAre() {
    server.apply(TestResources.trial(namespace, "demo"));

    soon(() -> assertThat(statefulSet(ELASTICSEARCH)).isNotNull());
    soon(() -> assertThat(instance().getStatus().phase()).isEqualTo(Phase.Provisioning));
    soon(
        () ->
            assertThat(condition("ServicesReady").message()).isEqualTo("waits for elasticsearch"));
    awaitReady();

    assertThat(instance().getStatus().phase()).isEqualTo(Phase.Running);
    assertThat(instance().getStatus().observedGeneration()).isEqualTo(1);
    assertThat(instance().getStatus().version().current()).isEqualTo("0.1.0");
    assertThat(instance().getStatus().components()).hasSize(2);
    assertThat(instance().getStatus().url()).isEqualTo("https://sts.example.org");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{baseUrl: 'https://a.b', mode: HA, graph: {backend: BerkeleyJE, berkeleyje: {}}} | BerkeleyJE",
        "{baseUrl: 'https://a.b', mode: HA, graph: {backend: CQL, cql: {type: External, external: {contactPoints: [c]}}}, kafka: {type: Embedded}} | Embedded",
        "{baseUrl: 'https://a.b', kafka: {type: External}} | external",
        "{baseUrl: 'ftp://a.b'} | baseUrl",
        "{baseUrl: 'https://a.b', services: {synchronization: {replicas: 2}}} | single writer",
      })
  void whatCannotWorkIsRefusedByTheApiServer(String spec, String expected) {
    assertThatThrownBy(() -> server.apply(TestResources.instance(namespace, "demo", spec)))
        .hasMessageContaining(expected);
  }

  @Test
  void whatIsImmutableOrShrinksIsRefused() {
    server.apply(
        TestResources.instance(
            namespace,
            "demo",
            "{baseUrl: 'https://a.b', mode: Trial, elasticsearch: {type: Embedded, embedded: {storage: {size: 20Gi}}}}"));

    assertThatThrownBy(
            () ->
                server.apply(
                    TestResources.instance(
                        namespace,
                        "demo",
                        "{baseUrl: 'https://a.b', mode: Trial, elasticsearch: {type: Embedded, embedded: {storage: {size: 10Gi}}}}")))
        .hasMessageContaining("size");
  }

  @Test
  void aHandEditOfOurFieldIsUndoneAndAForeignAnnotationSurvives() {
    server.apply(TestResources.trial(namespace, "demo"));
    soon(() -> assertThat(statefulSet(ELASTICSEARCH)).isNotNull());
    String image = image();
    edit(
        statefulSet(ELASTICSEARCH),
        set -> {
          set.getSpec().getTemplate().getSpec().getContainers().get(0).setImage("broken:1");
          set.getMetadata().getAnnotations().put("example.org/note", "mine");
          set.getMetadata().getLabels().remove("app.kubernetes.io/part-of");
          return set;
        });

    soon(
        () -> {
          assertThat(image()).isEqualTo(image);
          assertThat(statefulSet(ELASTICSEARCH).getMetadata().getAnnotations())
              .containsEntry("example.org/note", "mine");
          assertThat(statefulSet(ELASTICSEARCH).getMetadata().getLabels())
              .containsEntry("app.kubernetes.io/part-of", "stackstate");
        });
    assertThat(operator.metric("stackstate_operator_drift_corrected_total", "StatefulSet"))
        .isPositive();
  }

  @Test
  void whatIsNotDesiredAnyMoreIsDeletedAndNothingElse() {
    server.apply(
        TestResources.instance(
            namespace,
            "demo",
            "{baseUrl: 'https://a.b', mode: Trial, networkPolicy: {enabled: true}}"));
    soon(
        () ->
            assertThat(client.network().networkPolicies().inNamespace(namespace).list().getItems())
                .isNotEmpty());
    List<Secret> secrets = client.secrets().inNamespace(namespace).list().getItems();

    server.apply(
        TestResources.instance(
            namespace,
            "demo",
            "{baseUrl: 'https://a.b', mode: Trial, networkPolicy: {enabled: false}}"));

    soon(
        () ->
            assertThat(client.network().networkPolicies().inNamespace(namespace).list().getItems())
                .isEmpty());
    assertThat(statefulSet(ELASTICSEARCH)).isNotNull();
    assertThat(client.secrets().inNamespace(namespace).list().getItems())
        .extracting(Secret::getData)
        .containsExactlyInAnyOrderElementsOf(secrets.stream().map(Secret::getData).toList());
  }

  @Test
  void anObjectOfSomebodyElseIsLeftAloneUntilItIsLabelled() {
    client
        .resource(
            new ServiceBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("demo")
                .endMetadata()
                .withNewSpec()
                .addNewPort()
                .withName("old")
                .withPort(1234)
                .endPort()
                .endSpec()
                .build())
        .create();
    server.apply(TestResources.trial(namespace, "demo"));

    soon(
        () -> {
          kubelet.run();
          assertThat(condition("ServicesReady").reason()).isEqualTo("NotOurs");
          assertThat(condition("ServicesReady").message()).contains("stackstate.io/adopt");
          assertThat(condition(Condition.STALLED).status()).isEqualTo(ConditionStatus.True);
        });
    assertThat(service().getSpec().getPorts().get(0).getPort()).isEqualTo(1234);

    edit(
        service(),
        s -> {
          s.getMetadata().setLabels(Map.of("stackstate.io/adopt", "true"));
          return s;
        });
    force();
    soon(
        () ->
            assertThat(service().getSpec().getPorts()).extracting(p -> p.getPort()).contains(7070));
  }

  @Test
  void whilePausedNothingIsUndoneAndTheStatusGoesOn() {
    server.apply(TestResources.trial(namespace, "demo"));
    awaitReady();
    annotate("stackstate.io/pause-reconciliation", "true");
    soon(() -> assertThat(condition(Condition.PAUSED).status()).isEqualTo(ConditionStatus.True));
    edit(statefulSet(ELASTICSEARCH), InstanceApiServerIT::broken);
    client
        .resource(statefulSet(ELASTICSEARCH))
        .editStatus(
            set -> new StatefulSetBuilder(set).withNewStatus().withReplicas(0).endStatus().build());

    soon(
        () ->
            assertThat(condition("ElasticsearchReady").status()).isEqualTo(ConditionStatus.False));
    assertThat(image()).isEqualTo("broken:1");
    annotate("stackstate.io/pause-reconciliation", null);
    soon(() -> assertThat(image()).isNotEqualTo("broken:1"));
    soon(() -> assertThat(find(Condition.PAUSED)).isNull());
  }

  @Test
  void aPlanTellsWhatWouldChangeAndChangesNothing() {
    server.apply(TestResources.trial(namespace, "demo"));
    awaitReady();
    annotate("stackstate.io/plan", "true");
    soon(() -> assertThat(instance().getStatus().plan()).containsExactly("nothing"));
    String version = statefulSet(ELASTICSEARCH).getMetadata().getResourceVersion();

    server.apply(
        TestResources.instance(
            namespace,
            "demo",
            "{baseUrl: 'https://a.b', mode: Trial, networkPolicy: {enabled: true}, podDefaults: {labels: {team: x}}}"));

    soon(
        () ->
            assertThat(instance().getStatus().plan())
                .anyMatch(line -> line.startsWith("create NetworkPolicy"))
                .anyMatch(line -> line.contains("StatefulSet") && line.contains("labels.team")));
    assertThat(statefulSet(ELASTICSEARCH).getMetadata().getResourceVersion()).isEqualTo(version);
  }

  @Test
  void aSecretIsGeneratedOnceAndAgainWhenItWasDeleted() {
    server.apply(TestResources.trial(namespace, "demo"));
    soon(() -> assertThat(apiKey()).isNotNull());
    Map<String, String> first = apiKey().getData();
    force();
    soon(() -> assertThat(apiKey().getData()).isEqualTo(first));

    client.resource(apiKey()).delete();

    soon(() -> assertThat(apiKey().getData()).isNotNull().isNotEqualTo(first));
  }

  @Test
  void volumesGrowAndTheStatefulSetIsMadeAnewAroundItsPods() {
    server.apply(trialWithVolume("20Gi"));
    soon(() -> assertThat(statefulSet(ELASTICSEARCH)).isNotNull());
    String claim = "data-" + ELASTICSEARCH + "-0";
    client
        .resource(
            new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(claim)
                .withLabels(statefulSet(ELASTICSEARCH).getSpec().getSelector().getMatchLabels())
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withStorageClassName("none")
                .withNewResources()
                .addToRequests("storage", new Quantity("20Gi"))
                .endResources()
                .endSpec()
                .build())
        .create();
    String uid = statefulSet(ELASTICSEARCH).getMetadata().getUid();

    server.apply(trialWithVolume("40Gi"));

    // An unbound claim cannot grow: the operator says so and has not touched the StatefulSet.
    soon(
        () -> {
          assertThat(condition("ElasticsearchReady").reason()).isEqualTo("VolumeCannotGrow");
          assertThat(statefulSet(ELASTICSEARCH).getMetadata().getUid()).isEqualTo(uid);
        });
    client.persistentVolumeClaims().inNamespace(namespace).withName(claim).delete();
    edit(
        client.persistentVolumeClaims().inNamespace(namespace).withName(claim).get(),
        pvc -> {
          pvc.getMetadata().setFinalizers(List.of());
          return pvc;
        });
    force();
    soon(
        () -> {
          releaseOrphaned();
          StatefulSet set = statefulSet(ELASTICSEARCH);
          assertThat(set).isNotNull();
          assertThat(set.getMetadata().getUid()).isNotEqualTo(uid);
          assertThat(
                  set.getSpec()
                      .getVolumeClaimTemplates()
                      .get(0)
                      .getSpec()
                      .getResources()
                      .getRequests()
                      .get("storage"))
              .isEqualTo(new Quantity("40Gi"));
        });
  }

  /** What the garbage collector does after a deletion that leaves the pods. */
  private void releaseOrphaned() {
    StatefulSet set = statefulSet(ELASTICSEARCH);
    if (set != null && set.getMetadata().getDeletionTimestamp() != null) {
      assertThat(set.getMetadata().getFinalizers()).contains("orphan");
      edit(
          set,
          s -> {
            s.getMetadata().setFinalizers(List.of());
            return s;
          });
    }
  }

  @Test
  void aQuotaThatIsExceededIsNamed() {
    var quota =
        client
            .resource(
                new ResourceQuotaBuilder()
                    .withNewMetadata()
                    .withNamespace(namespace)
                    .withName("small")
                    .endMetadata()
                    .withNewSpec()
                    .addToHard("count/statefulsets.apps", new Quantity("0"))
                    .endSpec()
                    .build())
            .create();
    client
        .resource(
            new ResourceQuotaBuilder(quota)
                .withNewStatus()
                .addToHard("count/statefulsets.apps", new Quantity("0"))
                .addToUsed("count/statefulsets.apps", new Quantity("0"))
                .endStatus()
                .build())
        .updateStatus();
    server.apply(TestResources.trial(namespace, "demo"));

    soon(
        () -> {
          assertThat(condition("ElasticsearchReady").reason()).isEqualTo("QuotaExceeded");
          assertThat(condition("ElasticsearchReady").message())
              .contains("small", "raise the quota");
        });
  }

  @Test
  void whatWasDeletedRightAfterItsCreationStaysDeleted() {
    for (int i = 0; i < 20; i++) {
      client.resource(TestResources.trial(namespace, "brief-" + i)).create();
      client.resource(TestResources.trial(namespace, "brief-" + i)).delete();
    }

    await()
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                client
                    .resources(StackStateInstance.class)
                    .inNamespace(namespace)
                    .list()
                    .getItems()
                    .isEmpty());
  }

  @Test
  void versionsGoUpOneProcessAfterTheOtherAndNeverDown() {
    server.apply(version("0.0.8"));
    awaitReady();
    assertThat(instance().getStatus().version().current()).isEqualTo("0.0.8");

    server.apply(version("0.0.9"));
    soon(() -> assertThat(instance().getStatus().phase()).isEqualTo(Phase.Upgrading));
    soon(() -> assertThat(instance().getStatus().version().target()).isEqualTo("0.0.9"));
    awaitReady();
    assertThat(instance().getStatus().version().current()).isEqualTo("0.0.9");
    assertThat(instance().getStatus().version().previous()).isEqualTo("0.0.8");

    server.apply(version("0.0.7"));
    soon(
        () -> {
          assertThat(condition("UpgradeBlocked").reason()).isEqualTo("DowngradeNotSupported");
          assertThat(condition(Condition.READY).status()).isEqualTo(ConditionStatus.True);
          assertThat(instance().getStatus().observedGeneration())
              .isEqualTo(instance().getMetadata().getGeneration());
        });
    server.apply(version("9.0.0"));
    soon(() -> assertThat(condition("UpgradeBlocked").reason()).isEqualTo("NewerThanOperator"));
    server.apply(version("0.0.9"));
    soon(() -> assertThat(find("UpgradeBlocked")).isNull());
  }

  @Test
  void eventsTellWhatHappenedOnce() {
    server.apply(TestResources.trial(namespace, "demo"));
    awaitReady();
    force();
    force();

    soon(
        () ->
            assertThat(client.events().v1().events().inNamespace(namespace).list().getItems())
                .filteredOn(e -> e.getReason().equals("Ready"))
                .hasSize(1));
  }

  private StackStateInstance version(String version) {
    return TestResources.instance(
        namespace, "demo", "{baseUrl: 'https://a.b', mode: Trial, version: " + version + "}");
  }

  private StackStateInstance trialWithVolume(String size) {
    return TestResources.instance(
        namespace,
        "demo",
        "{baseUrl: 'https://a.b', mode: Trial, elasticsearch: {type: Embedded, embedded: {storage: {size: %s}}}}"
            .formatted(size));
  }

  private static StatefulSet broken(StatefulSet set) {
    set.getSpec().getTemplate().getSpec().getContainers().get(0).setImage("broken:1");
    return set;
  }

  private static void soon(ThrowingRunnable assertion) {
    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreException(NullPointerException.class)
        .untilAsserted(assertion);
  }

  private void awaitReady() {
    soon(
        () -> {
          kubelet.run();
          StackStateInstance found = instance();
          assertThat(found.getStatus().observedGeneration())
              .isEqualTo(found.getMetadata().getGeneration());
          assertThat(condition(Condition.READY).status())
              .as(condition(Condition.READY).message())
              .isEqualTo(ConditionStatus.True);
        });
  }

  private void force() {
    annotate("stackstate.io/force-reconcile", Long.toString(System.nanoTime()));
  }

  private void annotate(String key, String value) {
    String json = value == null ? "null" : "\"" + value + "\"";
    client
        .resource(instance())
        .patch(
            io.fabric8.kubernetes.client.dsl.base.PatchContext.of(
                io.fabric8.kubernetes.client.dsl.base.PatchType.JSON_MERGE),
            "{\"metadata\":{\"annotations\":{\"" + key + "\":" + json + "}}}");
  }

  private <T extends HasMetadata> void edit(T object, UnaryOperator<T> change) {
    client.resource(object).edit(change);
  }

  private String image() {
    return statefulSet(ELASTICSEARCH)
        .getSpec()
        .getTemplate()
        .getSpec()
        .getContainers()
        .get(0)
        .getImage();
  }

  private Secret apiKey() {
    return client
        .secrets()
        .inNamespace(namespace)
        .withName(instance().getStatus().apiKeySecret())
        .get();
  }

  private io.fabric8.kubernetes.api.model.Service service() {
    return client.services().inNamespace(namespace).withName("demo").get();
  }

  private StatefulSet statefulSet(String name) {
    return client.apps().statefulSets().inNamespace(namespace).withName(name).get();
  }

  private StackStateInstance instance() {
    return client.resources(StackStateInstance.class).inNamespace(namespace).withName("demo").get();
  }

  private Condition condition(String type) {
    Condition found = find(type);
    assertThat(found).as(type).isNotNull();
    return found;
  }

  private Condition find(String type) {
    return Conditions.find(instance().getStatus().conditions(), type).orElse(null);
  }
}
