package io.stackstate.automation.output.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.automation.output.Delivery;
import io.stackstate.automation.output.FailureCategory;
import io.stackstate.automation.output.Golden;
import io.stackstate.automation.output.InvalidOutputException;
import io.stackstate.automation.output.MissingSecretException;
import io.stackstate.automation.output.Notification;
import io.stackstate.automation.output.Outcome;
import io.stackstate.automation.output.Receiver;
import io.stackstate.automation.output.Receiver.Received;
import io.stackstate.automation.output.Receiver.Reply;
import io.stackstate.automation.output.Samples;
import io.stackstate.automation.output.TestIdentity;
import io.stackstate.automation.output.TestOutputs;
import io.stackstate.automation.output.TestSettings;
import java.net.URI;
import java.nio.file.Path;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against what the API server publishes of its protocol: objects by path, 409 for a known name. */
class KubernetesEventTest {
  private static final Outcome DELIVERED = new Outcome.Delivered(Optional.empty());
  private static final String POD = "/api/v1/namespaces/shop/pods/orders-1";
  private static final String HANDLER =
      "/apis/stackstate.io/v1alpha1/namespaces/obs/eventhandlers/on-call";
  private static final String EVENTS = "/apis/events.k8s.io/v1/namespaces/%s/events";
  @TempDir private static Path folder;
  private static TestIdentity identity;

  private final Set<String> objects = new HashSet<>(Set.of(POD, HANDLER));
  private final Set<String> events = new HashSet<>();
  private int forbidden;
  private Receiver api;
  private TestOutputs outputs;

  @BeforeAll
  static void identity() {
    identity = TestIdentity.create(folder, "api");
  }

  @BeforeEach
  void open() {
    api = Receiver.encrypted(identity.server(identity), false, this::answer);
    Cluster cluster = new Cluster(URI.create(api.url("")), Optional.of("obs"), this::account);
    outputs = new TestOutputs(new TestSettings().cluster(cluster).done());
  }

  @AfterEach
  void close() {
    outputs.close();
    api.close();
  }

  private String account(String name, String key) {
    return switch (key) {
      case "token" -> "t0ken";
      case "ca.crt" -> identity.certificatePem();
      default -> throw new MissingSecretException(name, key);
    };
  }

  private Reply answer(Received request) {
    if (!"Bearer t0ken".equals(request.headers().get("authorization"))) {
      return Reply.of(401);
    }
    if (request.method().equals("GET")) {
      if (forbidden == 403) {
        return Reply.of(403);
      }
      return objects.contains(request.path())
          ? Reply.of(200, "{\"metadata\":{\"uid\":\"uid-of-it\"}}")
          : Reply.of(404);
    }
    return events.add(request.json().at("/metadata/name").asText())
        ? Reply.of(201, request.body())
        : Reply.of(409);
  }

  private static Notification about(String identifier, Notification notification) {
    Notification.Subject root = notification.root();
    Notification.Handler handler =
        new Notification.Handler("On call: shop", "urn:stackstate:event-handler:obs:on-call", null);
    return new Notification(
        notification.notificationId(),
        notification.sequence(),
        notification.groupKey(),
        notification.transition(),
        notification.closeReason(),
        notification.state(),
        notification.title(),
        notification.reason(),
        notification.triggeredAt(),
        notification.changedAt(),
        null,
        handler,
        new Notification.Subject(
            root.id(), identifier, root.name(), "pod", null, null, List.of(), root.health(), null),
        List.of(),
        1,
        null,
        null,
        List.of(),
        0,
        List.of(),
        Map.of());
  }

  private Delivery delivery() {
    return outputs.delivery("kubernetesEvent: {cluster: prod}");
  }

  private static final String ORDERS = "urn:kubernetes:/prod:shop:pod/orders-1";

  @Test
  void anElementThatIsAnObjectOfTheClusterIsWhatTheEventIsAbout() {
    assertThat(delivery().deliver(about(ORDERS, Samples.open()), Optional.empty()))
        .isEqualTo(DELIVERED);
    assertThat(api.received().stream().map(Received::path))
        .containsExactly(POD, EVENTS.formatted("shop"));
    Golden.check("kubernetes-event-open", api.last().json());
    delivery().deliver(about(ORDERS, Samples.close()), Optional.empty());
    assertThat(api.last().json().get("type").textValue()).isEqualTo("Normal");
    assertThat(api.last().json().get("reason").textValue()).isEqualTo("Resolved");
  }

  @Test
  void theSameMessageAgainIsDeliveredAndTheNextOneIsAnotherEvent() {
    Notification open = about(ORDERS, Samples.open());
    assertThat(delivery().deliver(open, Optional.empty())).isEqualTo(DELIVERED);
    assertThat(delivery().deliver(open, Optional.empty())).isEqualTo(DELIVERED);
    assertThat(events).hasSize(1);
    delivery().deliver(about(ORDERS, Samples.update()), Optional.empty());
    assertThat(events).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "urn:service:/orders",
    "urn:kubernetes:/other:shop:pod/orders-1",
    "urn:kubernetes:/prod:shop:pod/is-gone",
    "urn:kubernetes:/prod:shop:unheard-of/orders"
  })
  void otherwiseItIsAboutTheHandler(String identifier) {
    assertThat(delivery().deliver(about(identifier, Samples.open()), Optional.empty()))
        .isEqualTo(DELIVERED);
    assertThat(api.last().path()).isEqualTo(EVENTS.formatted("obs"));
    assertThat(api.last().json().get("regarding").toString())
        .isEqualTo(
            "{\"apiVersion\":\"stackstate.io/v1alpha1\",\"kind\":\"EventHandler\","
                + "\"name\":\"on-call\",\"namespace\":\"obs\",\"uid\":\"uid-of-it\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "urn:kubernetes:/prod:node/n1, /api/v1/nodes/n1, default",
    "urn:kubernetes:/prod:shop:deployment/d, /apis/apps/v1/namespaces/shop/deployments/d, shop",
    "urn:openshift:/prod:shop:cronjob/c, /apis/batch/v1/namespaces/shop/cronjobs/c, shop",
    "urn:kubernetes:/prod:shop:pod/p:container/c, /api/v1/namespaces/shop/pods/p, shop"
  })
  void objectsAreFoundByTheirIdentifier(String identifier, String path, String namespace) {
    objects.add(path);
    delivery().deliver(about(identifier, Samples.open()), Optional.empty());
    assertThat(api.received().get(0).path()).isEqualTo(path);
    assertThat(api.last().path()).isEqualTo(EVENTS.formatted(namespace));
  }

  @Test
  void withoutTheRightToReadTheObjectTheEventHasNoUid() {
    forbidden = 403;
    assertThat(delivery().deliver(about(ORDERS, Samples.open()), Optional.empty()))
        .isEqualTo(DELIVERED);
    assertThat(api.last().json().get("regarding").has("uid")).isFalse();
  }

  @Test
  void aHandlerThatIsNoResourceCannotBeWhatAnEventIsAbout() {
    assertThat(delivery().deliver(Samples.open(), Optional.empty()))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> {
              assertThat(refused.category()).isEqualTo(FailureCategory.CONTENT);
              assertThat(refused.message()).contains("neither an element");
            });
  }

  @Test
  void aNoteKeepsTheLimitInBytes() {
    outputs
        .delivery(
            "{kubernetesEvent: {cluster: prod}, template: {body: '" + "ä€".repeat(900) + "'}}")
        .deliver(about(ORDERS, Samples.open()), Optional.empty());
    byte[] note =
        api.last().json().get("note").textValue().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThat(note.length).isBetween(900, 1024);
  }

  @Test
  void outsideOfAClusterADefinitionIsWrong() {
    try (TestOutputs nowhere = new TestOutputs(new TestSettings().done())) {
      assertThatThrownBy(() -> nowhere.outputs().validate(TestOutputs.yaml("kubernetesEvent: {}")))
          .isInstanceOf(InvalidOutputException.class)
          .hasMessage(
              "kubernetesEvent.cluster: found no Kubernetes, expected the role automation to run in"
                  + " a pod of the cluster");
    }
  }
}
