package io.stackstate.operator.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.stackstate.crds.Condition;
import io.stackstate.crds.ConditionStatus;
import io.stackstate.crds.EventHandler;
import io.stackstate.crds.EventHandlerSpec;
import io.stackstate.crds.EventHandlerStatus;
import io.stackstate.operator.FakePlatform;
import io.stackstate.operator.references.References;
import io.stackstate.operator.status.Conditions;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventHandlerSyncTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final FakePlatform PLATFORM = new FakePlatform();
  private static final String URN = "urn:stackstate:event-handler:default:oncall";
  private static final String SPEC =
      """
      {"triggers":[{"problem":{}}],"for":"60s","grouping":{"wait":"30s"},"outputs":[{"name":"hook",
       "continue":false,"webhook":{"url":"https://x",
       "secretHeaders":{"X-Own":{"name":"hk","key":"header"}},
       "hmac":{"secretRef":{"name":"hk","key":"hmac"}},
       "tokenSecretRef":{"name":"hk","key":"token"}}}]}
      """;

  private String secretVersion = "1";
  private String token = "s3cret";

  private final References references =
      new References() {
        @Override
        public Optional<Data> secret(String namespace, String name) {
          return name.equals("hk")
              ? Optional.of(
                  new Data(
                      Map.of("token", bytes(token), "hmac", bytes("key"), "header", bytes("h")),
                      secretVersion))
              : Optional.empty();
        }

        @Override
        public Optional<Data> configMap(String namespace, String name) {
          return Optional.empty();
        }
      };

  private final RemoteSync<EventHandler, EventHandlerStatus, DesiredHandler> sync =
      new RemoteSync<>(
          EventHandler::new,
          new EventHandlerSync(references),
          new Surroundings(
              resource -> Optional.of(PLATFORM.client()),
              references,
              ContentEvents.NONE,
              Clock.systemUTC()));

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @BeforeEach
  void reset() {
    PLATFORM.reset();
  }

  @AfterAll
  static void stop() {
    PLATFORM.close();
  }

  @Test
  void sendsTheSpecWithTheSecretsItRefersToAndReportsHowItDoes() throws Exception {
    Synced<EventHandler> first = sync.reconcile(handler(SPEC));

    ObjectNode sent = PLATFORM.handlers.objects.get(URN);
    assertThat(sent.path("name").asText()).isEqualTo("oncall");
    assertThat(sent.at("/spec/for").asText()).isEqualTo("60s");
    assertThat(sent.at("/spec/grouping/wait").asText()).isEqualTo("30s");
    assertThat(sent.at("/spec/outputs/0/continue").isBoolean()).isTrue();
    assertThat(sent.path("spec").has("deletionPolicy")).isFalse();
    assertThat(sent.path("secrets").toString())
        .isEqualTo("{\"hk/header\":\"h\",\"hk/hmac\":\"key\",\"hk/token\":\"s3cret\"}");
    assertThat(ready(first).status()).isEqualTo(ConditionStatus.True);
    assertThat(first.resource().getStatus().openNotifications()).isEqualTo(2);
    assertThat(first.resource().getStatus().outputs()).singleElement();
    assertThat(JSON.writeValueAsString(first.resource().getStatus())).doesNotContain("s3cret");
    assertThat(sync.reconcile(first.resource()).statusChanged()).isFalse();
    assertThat(PLATFORM.count("PUT")).isEqualTo(1);
  }

  @Test
  void aSecretThatChangesAndAHandlerThatSomebodyElseChangesAreSentAgain() throws Exception {
    EventHandler first = sync.reconcile(handler(SPEC)).resource();
    token = "rotated";
    secretVersion = "2";
    EventHandler second = sync.reconcile(first).resource();
    assertThat(PLATFORM.handlers.objects.get(URN).at("/secrets").toString()).contains("rotated");

    PLATFORM.handlers.objects.get(URN).remove("revision");
    sync.reconcile(second);
    assertThat(PLATFORM.count("PUT")).isEqualTo(3);
  }

  @Test
  void aMissingSecretIsWaitedForAndSaidBefore() throws Exception {
    Synced<EventHandler> synced = sync.reconcile(handler(SPEC.replace("\"hk\"", "\"other\"")));

    assertThat(ready(synced).reason()).isEqualTo("SecretNotFound");
    assertThat(PLATFORM.handlers.objects).isEmpty();
  }

  @Test
  void whatThePlatformCannotExecuteIsACondition() throws Exception {
    EventHandler first = sync.reconcile(handler(SPEC)).resource();
    ObjectNode status = (ObjectNode) PLATFORM.handlers.objects.get(URN).get("status");
    ObjectNode output = (ObjectNode) status.at("/outputs/0");
    output.withArray("/errors").addObject().put("category", "HTTP").put("message", "503");
    assertThat(ready(sync.reconcile(first)))
        .satisfies(
            c ->
                assertThat(c.reason() + c.message())
                    .isEqualTo("DeliveringWithErrorsoutput hook: HTTP, 503"));

    output.put("disabled", "410");
    assertThat(ready(sync.reconcile(first)).reason()).isEqualTo("OutputDisabled");
    status.put("state", "Invalid").put("problem", "x: found y, expected z");
    assertThat(ready(sync.reconcile(first)).message()).isEqualTo("x: found y, expected z");
  }

  @Test
  void anOutputHasExactlyOneKindAndTheHandlerGoesWithItsResource() throws Exception {
    String two = SPEC.replace("\"webhook\"", "\"slack\":{},\"webhook\"");
    assertThat(ready(sync.reconcile(handler(two))).message()).contains("exactly one kind");

    EventHandler applied = sync.reconcile(handler(SPEC)).resource();
    assertThat(sync.cleanup(applied).next()).isInstanceOf(Next.Finished.class);
    assertThat(PLATFORM.handlers.objects).isEmpty();
  }

  private static Condition ready(Synced<EventHandler> synced) {
    return Conditions.find(synced.resource().getStatus().conditions(), Condition.READY)
        .orElseThrow();
  }

  private static EventHandler handler(String spec) throws Exception {
    EventHandler handler = new EventHandler();
    handler.setMetadata(
        new ObjectMetaBuilder().withName("oncall").withNamespace("default").build());
    handler.setSpec(JSON.readValue(spec, EventHandlerSpec.class));
    return handler;
  }
}
