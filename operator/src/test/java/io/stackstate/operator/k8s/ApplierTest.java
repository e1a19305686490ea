package io.stackstate.operator.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the API server may answer instead of doing what it was asked. */
@EnableKubernetesMockClient
class ApplierTest {
  private static final String MAP = "/api/v1/namespaces/ns/configmaps/settings";
  private static final String PATCH = MAP + "?fieldManager=stackstate-operator&force=false";
  private static final String FORCED = MAP + "?fieldManager=stackstate-operator&force=true";
  private static final Ownership OWNER = new Ownership("uid-of-demo", "ns", "demo");

  private KubernetesMockServer server;
  private KubernetesClient impatient;
  private final Heard heard = new Heard();

  @BeforeEach
  void connect() {
    impatient =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder(server.createClient().getConfiguration())
                    .withRequestRetryBackoffLimit(1)
                    .withRequestRetryBackoffInterval(10)
                    .withRequestTimeout(60_000)
                    .build())
            .build();
  }

  @AfterEach
  void disconnect() {
    impatient.close();
  }

  private ObjectWriter writer() {
    return new Applier(
            new ObjectClient(impatient),
            new ClusterFacts(impatient),
            new OwnedObjects(impatient, Set.of("ns")),
            heard)
        .forOwner(OWNER);
  }

  @Test
  void createsAndThenMakesNoCallWhileNothingChanges() {
    missing();
    server.expect().patch().withPath(PATCH).andReturn(200, stored("1")).once();
    Applier applier =
        new Applier(
            new ObjectClient(impatient),
            new ClusterFacts(impatient),
            new OwnedObjects(impatient, Set.of("ns")),
            heard);
    Written first = applier.forOwner(OWNER).write(map());

    Written second = applier.forOwner(OWNER).write(map());

    assertThat(first)
        .isInstanceOfSatisfying(
            Written.Done.class, done -> assertThat(done.op()).isEqualTo(Written.Op.CREATED));
    assertThat(second)
        .isInstanceOfSatisfying(
            Written.Done.class, done -> assertThat(done.op()).isEqualTo(Written.Op.SKIPPED));
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void takesAFieldBackThatSomebodyElseSet() {
    there();
    server
        .expect()
        .patch()
        .withPath(PATCH)
        .andReturn(
            409,
            status(409, "Conflict", "conflict with \"kubectl\": .data.a", "FieldManagerConflict"))
        .once();
    server.expect().patch().withPath(FORCED).andReturn(200, stored("3")).once();

    assertThat(writer().write(map())).isInstanceOf(Written.Done.class);
    assertThat(heard.drifted).containsExactly("ConfigMap");
  }

  @ParameterizedTest
  @CsvSource({
    "409, Conflict",
    "410, Gone",
    "429, TooManyRequests",
    "500, InternalError",
    "503, ServiceUnavailable"
  })
  void whatMaySucceedLaterIsThrownToBeTriedAgain(int code, String reason) {
    missing();
    server
        .expect()
        .patch()
        .withPath(PATCH)
        .andReturn(code, status(code, reason, "not now", null))
        .always();

    assertThatThrownBy(() -> writer().write(map()))
        .isInstanceOfSatisfying(
            KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(code));
    assertThat(heard.failed).containsExactly("ConfigMap");
  }

  @Test
  void anAnswerThatDoesNotComeIsThrownToBeTriedAgain() throws IOException {
    try (ServerSocket silent = new ServerSocket(0);
        KubernetesClient client = patient("http://127.0.0.1:" + silent.getLocalPort())) {
      ObjectWriter writer =
          new Applier(
                  new ObjectClient(client),
                  new ClusterFacts(client),
                  new OwnedObjects(client, Set.of("ns")),
                  heard)
              .forOwner(OWNER);

      assertThatThrownBy(() -> writer.write(map())).isInstanceOf(KubernetesClientException.class);
    }
  }

  private static KubernetesClient patient(String url) {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(Config.empty())
                .withMasterUrl(url)
                .withRequestRetryBackoffLimit(0)
                .withRequestTimeout(500)
                .build())
        .build();
  }

  @ParameterizedTest
  @CsvSource({
    "403, Forbidden, configmaps is forbidden, Forbidden",
    "403, Forbidden, exceeded quota: small, QuotaExceeded",
    "403, Forbidden, violates PodSecurity \"restricted:latest\", AdmissionRefused",
    "404, NotFound, namespaces \"ns\" not found, NamespaceMissing",
    "422, Invalid, data: Invalid value, InvalidResource",
    "422, Invalid, data: field is immutable, InvalidResource",
    "400, BadRequest, strict decoding error, InvalidResource",
  })
  void whatAPersonMustChangeIsNamed(int code, String reason, String message, String expected) {
    missing();
    server
        .expect()
        .patch()
        .withPath(PATCH)
        .andReturn(code, status(code, reason, message, null))
        .always();

    assertThat(writer().write(map()))
        .isInstanceOfSatisfying(
            Written.Blocked.class,
            blocked -> {
              assertThat(blocked.reason()).isEqualTo(expected);
              assertThat(blocked.message()).contains(message);
            });
  }

  @Test
  void anImmutableFieldOfAnythingElseNeedsAPerson() {
    there();
    server
        .expect()
        .patch()
        .withPath(PATCH)
        .andReturn(422, status(422, "Invalid", "field is immutable when `immutable` is set", null))
        .always();

    assertThat(writer().write(map()))
        .isInstanceOfSatisfying(
            Written.Blocked.class,
            blocked -> {
              assertThat(blocked.reason()).isEqualTo("ImmutableField");
              assertThat(blocked.message()).contains("delete it");
            });
  }

  @Test
  void aJobWhoseTemplateChangedIsRunAnew() {
    String path = "/apis/batch/v1/namespaces/ns/jobs/migrate";
    Job job =
        new JobBuilder()
            .withNewMetadata()
            .withNamespace("ns")
            .withName("migrate")
            .withUid("u")
            .withResourceVersion("7")
            .addNewOwnerReference()
            .withUid(OWNER.uid())
            .endOwnerReference()
            .endMetadata()
            .build();
    server.expect().get().withPath(path).andReturn(200, job).always();
    server
        .expect()
        .patch()
        .withPath(path + "?fieldManager=stackstate-operator&force=false")
        .andReturn(422, status(422, "Invalid", "spec.template: field is immutable", null))
        .always();
    server.expect().delete().withPath(path).andReturn(200, new StatusBuilder().build()).once();

    Written written =
        writer()
            .write(
                new JobBuilder(job).editMetadata().withResourceVersion(null).endMetadata().build());

    assertThat(written)
        .isInstanceOfSatisfying(
            Written.Waiting.class, w -> assertThat(w.reason()).isEqualTo("Recreating"));
  }

  @Test
  void aKindThatIsNotServedIsNamedWithoutACall() {
    var kafka = new io.fabric8.kubernetes.api.model.GenericKubernetesResource();
    kafka.setApiVersion("kafka.strimzi.io/v1");
    kafka.setKind("Kafka");
    kafka.setMetadata(map().getMetadata());

    assertThat(writer().write(kafka))
        .isInstanceOfSatisfying(
            Written.Blocked.class, blocked -> assertThat(blocked.reason()).isEqualTo("CRDMissing"));
    assertThat(server.getRequestCount()).isZero();
  }

  private void missing() {
    server
        .expect()
        .get()
        .withPath(MAP)
        .andReturn(404, status(404, "NotFound", "not found", null))
        .always();
  }

  private void there() {
    server.expect().get().withPath(MAP).andReturn(200, stored("2")).always();
  }

  private static ConfigMap map() {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace("ns")
        .withName("settings")
        .addNewOwnerReference()
        .withUid(OWNER.uid())
        .withName("demo")
        .withKind("StackStateInstance")
        .withApiVersion("stackstate.io/v1alpha1")
        .endOwnerReference()
        .endMetadata()
        .withData(Map.of("a", "b"))
        .build();
  }

  /** As the API server would answer, with the hash that the operator sends. */
  private static Object stored(String version) {
    var stored = ObjectHash.stamped(map(), OWNER.uid());
    stored.getMetadata().setResourceVersion(version);
    stored.getMetadata().setUid("uid-of-settings");
    return stored;
  }

  private static Status status(int code, String reason, String message, String cause) {
    var status =
        new StatusBuilder()
            .withStatus("Failure")
            .withCode(code)
            .withReason(reason)
            .withMessage(message);
    if (cause != null) {
      status.withNewDetails().addNewCause().withReason(cause).endCause().endDetails();
    }
    return status.build();
  }

  private static final class Heard implements WriteListener {
    private final List<String> failed = new ArrayList<>();
    private final List<String> drifted = new ArrayList<>();

    @Override
    public void written(Written.Op op, ObjectId id) {
      assertThat(id.name()).isNotEmpty();
    }

    @Override
    public void failed(ObjectId id) {
      failed.add(id.kind());
    }

    @Override
    public void driftCorrected(ObjectId id) {
      drifted.add(id.kind());
    }

    @Override
    public void pruned(ObjectId id) {
      throw new AssertionError("nothing is pruned here: " + id);
    }
  }
}
