package io.stackstate.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.stackstate.crds.Condition;
import io.stackstate.crds.ConditionStatus;
import io.stackstate.crds.instance.Phase;
import io.stackstate.crds.instance.StackStateInstance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An instance over time: secrets, volumes, versions, deletion. */
class InstanceLifeApiServerIT extends InstanceScene {
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
    String claim = claim("none");
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

  @Test
  void aBoundClaimOfAClassThatExpandsIsGrown() {
    client
        .resource(
            new StorageClassBuilder()
                .withNewMetadata()
                .withName(namespace)
                .endMetadata()
                .withProvisioner("test.example.org/none")
                .withAllowVolumeExpansion(true)
                .build())
        .create();
    server.apply(trialWithVolume("20Gi"));
    soon(() -> assertThat(statefulSet(ELASTICSEARCH)).isNotNull());
    String claim = claim(namespace);
    bind(claim, "20Gi");
    String uid = statefulSet(ELASTICSEARCH).getMetadata().getUid();

    server.apply(trialWithVolume("40Gi"));

    soon(
        () -> {
          releaseOrphaned();
          assertThat(
                  client
                      .persistentVolumeClaims()
                      .inNamespace(namespace)
                      .withName(claim)
                      .get()
                      .getSpec()
                      .getResources()
                      .getRequests()
                      .get("storage"))
              .isEqualTo(new Quantity("40Gi"));
          assertThat(statefulSet(ELASTICSEARCH).getMetadata().getUid()).isNotEqualTo(uid);
        });
    bind(claim, "40Gi");
    awaitReady();
  }

  /** What the controllers of volumes report. */
  private void bind(String claim, String size) {
    PersistentVolumeClaim found =
        client.persistentVolumeClaims().inNamespace(namespace).withName(claim).get();
    client
        .resource(
            new PersistentVolumeClaimBuilder(found)
                .withNewStatus()
                .withPhase("Bound")
                .addToCapacity("storage", new Quantity(size))
                .endStatus()
                .build())
        .updateStatus();
  }

  /** The claim that Kubernetes would make for the StatefulSet; its name. */
  private String claim(String storageClass) {
    String name = "data-" + ELASTICSEARCH + "-0";
    client
        .resource(
            new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .withLabels(statefulSet(ELASTICSEARCH).getSpec().getSelector().getMatchLabels())
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withStorageClassName(storageClass)
                .withNewResources()
                .addToRequests("storage", new Quantity("20Gi"))
                .endResources()
                .endSpec()
                .build())
        .create();
    return name;
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
        .atMost(Duration.ofMinutes(3))
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
}
