package io.stackstate.automation.output.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.automation.output.Delivery;
import io.stackstate.automation.output.InvalidOutputException;
import io.stackstate.automation.output.Notification;
import io.stackstate.automation.output.Outcome;
import io.stackstate.automation.output.Receiver;
import io.stackstate.automation.output.Receiver.Received;
import io.stackstate.automation.output.Receiver.Reply;
import io.stackstate.automation.output.Samples;
import io.stackstate.automation.output.TestIdentity;
import io.stackstate.automation.output.TestOutputs;
import io.stackstate.automation.output.TestSettings;
import io.stackstate.model.Json;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Against what the API server publishes of its protocol: a CronJob by path, 409 for a known Job.
 */
class KubernetesJobTest {
  private static final String BATCH = "/apis/batch/v1/namespaces/obs";
  private static final String ALLOWED = "'stackstate.io/event-handlers':'allowed'";
  private static final String CRON_JOB =
      "{'metadata':{'name':'restart','labels':{%s}},'spec':{'schedule':'0 0 31 2 *','suspend':true,"
          + "'jobTemplate':{'metadata':{'labels':{'team':'a'}},'spec':{'backoffLimit':0,'template':"
          + "{'spec':{'restartPolicy':'Never','initContainers':[{'name':'i'}],'containers':[{'name':"
          + "'c','image':'x','env':[{'name':'KEPT','value':'$(STACKSTATE_TITLE)'},"
          + "{'name':'STACKSTATE_STATE','value':'old'}]}]}}}}}}";
  @TempDir private static Path folder;
  private static TestIdentity identity;

  private final Set<String> jobs = new HashSet<>();
  private String labels = ALLOWED;
  private int status = 201;
  private Receiver api;
  private TestOutputs outputs;

  @BeforeAll
  static void identity() {
    identity = TestIdentity.create(folder, "api");
  }

  @BeforeEach
  void open() {
    api = Receiver.encrypted(identity.server(identity), false, this::answer);
    outputs = outputs(Optional.of("obs"));
  }

  private TestOutputs outputs(Optional<String> namespace) {
    Cluster cluster =
        new Cluster(
            URI.create(api.url("")),
            namespace,
            (name, key) -> key.equals("token") ? "t0ken" : identity.certificatePem());
    return new TestOutputs(new TestSettings().cluster(cluster).done());
  }

  @AfterEach
  void close() {
    outputs.close();
    api.close();
  }

  private Reply answer(Received request) {
    if (!"Bearer t0ken".equals(request.headers().get("authorization"))) {
      return Reply.of(401);
    }
    if (request.method().equals("GET")) {
      return request.path().equals(BATCH + "/cronjobs/restart")
          ? Reply.of(200, CRON_JOB.formatted(labels).replace('\'', '"'))
          : Reply.of(404);
    }
    if (status != 201 || !request.path().equals(BATCH + "/jobs")) {
      return Reply.of(status);
    }
    return jobs.add(request.json().at("/metadata/name").asText())
        ? Reply.of(201, request.body())
        : Reply.of(409);
  }

  private Delivery delivery(String more) {
    return outputs.delivery("kubernetesJob: {cronJob: restart" + more + "}");
  }

  @Test
  void aJobIsMadeOfTheCronJobAndToldOfTheNotification() throws Exception {
    Notification open = Samples.open();
    String name = "stackstate-" + open.messageKey();
    assertThat(delivery(", metadata: {team: A}").deliver(open, Optional.empty()))
        .isEqualTo(new Outcome.Delivered(Optional.of(name)));
    JsonNode job = api.last().json();
    assertThat(job.path("kind").asText()).isEqualTo("Job");
    assertThat(job.at("/metadata/name").asText()).isEqualTo(name).hasSizeLessThanOrEqualTo(63);
    assertThat(job.at("/metadata/labels/team").asText()).isEqualTo("a");
    assertThat(job.at("/spec/backoffLimit").isInt()).isTrue();
    assertThat(job.at("/spec/ttlSecondsAfterFinished").asInt()).isEqualTo(90000);
    assertThat(job.at("/spec/template/spec/restartPolicy").asText()).isEqualTo("Never");
    for (String list : List.of("initContainers", "containers")) {
      Map<String, String> env = env(job.at("/spec/template/spec/" + list + "/0"));
      assertThat(env)
          .containsEntry("STACKSTATE_STATE", "CRITICAL")
          .containsEntry("STACKSTATE_TRANSITION", "OPEN")
          .containsEntry("STACKSTATE_NOTIFICATION_ID", open.notificationId().toString());
      JsonNode told = Json.mapper().readTree(env.get("STACKSTATE_NOTIFICATION"));
      assertThat(told.at("/event/type").asText()).isEqualTo("open");
      assertThat(told.at("/metadata/team").asText()).isEqualTo("A");
    }
    assertThat(env(job.at("/spec/template/spec/containers/0")))
        .containsEntry("KEPT", "$(STACKSTATE_TITLE)");
  }

  @Test
  void theSameMessageAgainRunsNothingTwice() {
    assertThat(delivery("").deliver(Samples.open(), Optional.empty()))
        .isInstanceOf(Outcome.Delivered.class);
    assertThat(delivery("").deliver(Samples.open(), Optional.empty()))
        .isInstanceOf(Outcome.Delivered.class);
    assertThat(jobs).hasSize(1);
  }

  @Test
  void onlyTheTransitionsThatAreAskedForRunSomething() {
    Optional<String> reference = Optional.of("stackstate-1");
    assertThat(delivery("").deliver(Samples.close(), reference))
        .isEqualTo(new Outcome.Delivered(reference));
    assertThat(api.received()).isEmpty();
    delivery(", transitions: [Open, Close]").deliver(Samples.close(), reference);
    assertThat(jobs).hasSize(1);
  }

  @Test
  void aTitleCannotReadOtherVariablesOfTheContainer() {
    outputs
        .delivery("kubernetesJob: {cronJob: restart}\ntemplate: {title: 'a $(PASSWORD) b'}")
        .deliver(Samples.open(), Optional.empty());
    assertThat(env(api.last().json().at("/spec/template/spec/containers/0")))
        .containsEntry("STACKSTATE_TITLE", "a $$(PASSWORD) b");
  }

  @Test
  void aCronJobThatIsNotMeantForHandlersIsLeftAlone() {
    labels = "'app':'backup'";
    refused(delivery("").deliver(Samples.open(), Optional.empty()), "stackstate.io/event-handlers");
    refused(
        outputs.send("kubernetesJob: {cronJob: gone}", Samples.open()),
        "there is no CronJob gone in the namespace obs");
    assertThat(jobs).isEmpty();
  }

  private static void refused(Outcome outcome, String message) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Refused.class, refused -> assertThat(refused.message()).contains(message));
  }

  @Test
  void withoutRightsOrNamespaceItSaysSo() {
    status = 403;
    assertThat(delivery("").deliver(Samples.open(), Optional.empty()))
        .isInstanceOf(Outcome.AuthFailed.class);
    try (TestOutputs nowhere = outputs(Optional.empty())) {
      refused(
          nowhere.send("kubernetesJob: {cronJob: restart}", Samples.open()),
          "stackstate.automation.outputs.kubernetes.namespace");
    }
  }

  @Test
  void aDefinitionThatIsWrongNamesItsFields() {
    assertThatThrownBy(
            () ->
                outputs
                    .outputs()
                    .validate(
                        TestOutputs.yaml(
                            "kubernetesJob: {cronJob: '../jobs', transitions: [Opened]}")))
        .isInstanceOf(InvalidOutputException.class)
        .hasMessageContaining("kubernetesJob.cronJob: found \"../jobs\"")
        .hasMessageContaining(
            "kubernetesJob.transitions[0]: found \"Opened\", expected Open, Update or Close");
  }

  private static Map<String, String> env(JsonNode container) {
    Map<String, String> env = new HashMap<>();
    container
        .path("env")
        .forEach(each -> env.put(each.path("name").asText(), each.path("value").asText()));
    return env;
  }
}
