package io.stackstate.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.stackstate.crds.Condition;
import io.stackstate.crds.ConditionStatus;
import io.stackstate.crds.instance.Phase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An instance, what it becomes, and what people do to it. */
class InstanceApiServerIT extends InstanceScene {
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
    soon(
        () ->
            assertThat(operator.metric("stackstate_operator_drift_corrected_total", "StatefulSet"))
                .isPositive());
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
  void aSpecThatChangesWhileItsStatusIsWrittenIsNotOverlooked() {
    server.apply(TestResources.trial(namespace, "demo"));
    awaitReady();
    for (int i = 0; i < 20; i++) {
      url("https://a" + i + ".b");
      url("https://b" + i + ".b");
      soon(
          () -> {
            assertThat(instance().getStatus().observedGeneration())
                .isEqualTo(instance().getMetadata().getGeneration());
            assertThat(instance().getStatus().url()).startsWith("https://b");
          });
    }
  }

  private void url(String url) {
    client
        .resource(instance())
        .patch(
            io.fabric8.kubernetes.client.dsl.base.PatchContext.of(
                io.fabric8.kubernetes.client.dsl.base.PatchType.JSON_MERGE),
            "{\"spec\": {\"baseUrl\": \"" + url + "\"}}");
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
}
