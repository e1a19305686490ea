package io.stackstate.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.stackstate.crds.Condition;
import io.stackstate.crds.ConditionStatus;
import io.stackstate.crds.instance.VersionStatus;
import org.junit.jupiter.api.Test;

/** A new version that does not get ready, with its pods played by the test. */
class UpgradeApiServerIT extends InstanceScene {
  private static final String SERVER = "demo-server";
  private static final String OLD = "0.0.8";
  private static final String NEW = "0.0.9";

  @Test
  void aVersionThatNeverOpenedTheStoreIsTakenBackByItself() {
    upgrade();

    soon(() -> assertThat(version().rolledBackFrom()).isEqualTo(NEW));
    awaitReady();
    assertThat(version().current()).isEqualTo(OLD);
    assertThat(imageOfServer()).endsWith(":" + OLD);
    assertThat(condition("UpgradeBlocked").reason()).isEqualTo("RolledBack");
    soon(
        () ->
            assertThat(client.events().v1().events().inNamespace(namespace).list().getItems())
                .anySatisfy(
                    event -> {
                      assertThat(event.getReason()).isEqualTo("UpgradeRolledBack");
                      assertThat(event.getNote()).contains(NEW, OLD, "has not opened the graph");
                    }));

    force();
    awaitReady();
    assertThat(imageOfServer()).as("it is not tried again").endsWith(":" + OLD);

    server.apply(version(OLD));
    soon(() -> assertThat(version().rolledBackFrom()).isNull());
    server.apply(version(NEW));
    soon(() -> assertThat(version().target()).isEqualTo(NEW));
    awaitReady();
    assertThat(version().current()).isEqualTo(NEW);
  }

  @Test
  void aVersionThatConvertedTheStoreStaysAndSaysWhy() {
    createPod("{\"graph\":{\"found\":2,\"layout\":3}}");
    upgrade();

    soon(() -> assertThat(condition("UpgradeBlocked").reason()).isEqualTo("StoreConverted"));
    assertThat(condition("UpgradeBlocked").message()).contains(OLD + " cannot read");
    assertThat(condition("SchemaReady").reason()).isEqualTo("Converting");
    assertThat(condition(Condition.READY).status()).isEqualTo(ConditionStatus.False);
    assertThat(version().storeConverted()).isTrue();
    assertThat(version().target()).isEqualTo(NEW);
    assertThat(imageOfServer()).endsWith(":" + NEW);

    awaitReady();
    assertThat(version().current()).isEqualTo(NEW);
    assertThat(version().storeConverted()).isNull();
    assertThat(find("UpgradeBlocked")).isNull();
  }

  /** The test reports nothing of the new pods, so that they never become ready. */
  private void upgrade() {
    server.apply(version(OLD));
    awaitReady();
    server.apply(version(NEW));
    soon(() -> assertThat(imageOfServer()).endsWith(":" + NEW));
    // Only now is it late: what is seen before would otherwise have to be seen in time.
    server.apply(
        TestResources.instance(
            namespace,
            "demo",
            "{baseUrl: 'https://a.b', mode: Trial, version: %s, upgrade: {rollbackAfter: 1s}}"
                .formatted(NEW)));
  }

  /** Of the new version, ended once with a message. */
  private void createPod(String message) {
    Pod pod =
        client
            .resource(
                new PodBuilder()
                    .withNewMetadata()
                    .withNamespace(namespace)
                    .withName("demo-server-0")
                    .addToLabels("app.kubernetes.io/name", "stackstate")
                    .addToLabels("app.kubernetes.io/instance", "demo")
                    .addToLabels("app.kubernetes.io/managed-by", "stackstate-operator")
                    .addToLabels("app.kubernetes.io/component", "server")
                    .addToLabels("app.kubernetes.io/version", NEW)
                    .endMetadata()
                    .withNewSpec()
                    .addNewContainer()
                    .withName("server")
                    .withImage("stackstate:" + NEW)
                    .endContainer()
                    .endSpec()
                    .build())
            .create();
    client
        .resource(
            new PodBuilder(pod)
                .withNewStatus()
                .addNewContainerStatus()
                .withName("server")
                .withImage("stackstate:" + NEW)
                .withImageID("none")
                .withReady(false)
                .withRestartCount(1)
                .withNewState()
                .withNewRunning()
                .endRunning()
                .endState()
                .withNewLastState()
                .withNewTerminated()
                .withExitCode(1)
                .withMessage(message)
                .endTerminated()
                .endLastState()
                .endContainerStatus()
                .endStatus()
                .build())
        .updateStatus();
  }

  private VersionStatus version() {
    return instance().getStatus().version();
  }

  private String imageOfServer() {
    return statefulSet(SERVER).getSpec().getTemplate().getSpec().getContainers().get(0).getImage();
  }
}
