package io.stackstate.operator.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.stackstate.crds.Condition;
import io.stackstate.crds.ConditionStatus;
import io.stackstate.crds.CustomSync;
import io.stackstate.crds.DeletionPolicy;
import io.stackstate.crds.Integration;
import io.stackstate.crds.IntegrationSpec;
import io.stackstate.crds.IntegrationStatus;
import io.stackstate.crds.IntegrationType;
import io.stackstate.crds.KeyRef;
import io.stackstate.crds.StaticTopology;
import io.stackstate.operator.FakePlatform;
import io.stackstate.operator.TestClock;
import io.stackstate.operator.api.ApiClient;
import io.stackstate.operator.references.References;
import io.stackstate.operator.status.Conditions;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteSyncTest {
  private static final String ID = "urn:stackstate:integration:default:shop";
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final FakePlatform PLATFORM = new FakePlatform();
  private final List<ContentEvent> events = new ArrayList<>();
  private Instant now = START;
  private RemoteSync<Integration, IntegrationStatus, DesiredIntegration> sync =
      sync(Optional.of(PLATFORM.client()));

  @BeforeEach
  void reset() {
    PLATFORM.reset();
  }

  @AfterAll
  static void stop() {
    PLATFORM.close();
  }

  @Test
  void createsWhatTheSpecAsksFor() throws Exception {
    Synced<Integration> synced = sync.reconcile(integration("48h"));

    assertThat(PLATFORM.objects.get(ID).toString())
        .contains("\"name\":\"shop\",\"type\":\"CustomSync\"")
        .contains("\"expireAfterMillis\":172800000");
    assertThat(synced.next()).isInstanceOf(Next.Observe.class);
    assertThat(ready(synced).status()).isEqualTo(ConditionStatus.True);
    assertThat(ready(synced).reason()).isEqualTo("WaitingForData");
    assertThat(ready(synced).message()).contains("shop-inventory", "/receiver/stsAgent/intake");
    assertThat(synced.resource().getStatus().nodeId()).isEqualTo("7000000000000000001");
    assertThat(synced.resource().getStatus().observedGeneration()).isEqualTo(3);
  }

  @Test
  void tellsWhatHappenedOnce() throws Exception {
    Integration first = sync.reconcile(integration(null)).resource();
    Integration second = sync.reconcile(first).resource();
    PLATFORM.objects.clear();
    sync.reconcile(second);

    assertThat(events)
        .extracting(ContentEvent::reason)
        .containsExactly("Created", "WaitingForData", "Repaired");
  }

  @Test
  void typesWithoutACollectorSaySo() throws Exception {
    Integration tables = integration(null);
    KeyRef components = new KeyRef("tables", "components.csv");
    tables.setSpec(
        new IntegrationSpec(
            IntegrationType.StaticTopology,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            new StaticTopology(components, null, null)));

    Synced<Integration> synced = sync.reconcile(tables);

    assertThat(ready(synced).status()).isEqualTo(ConditionStatus.False);
    assertThat(ready(synced).reason()).isEqualTo("CollectorPending");
    assertThat(PLATFORM.requests).isEmpty();
  }

  @Test
  void writesNothingWhenNothingChanged() throws Exception {
    Integration first = sync.reconcile(integration(null)).resource();
    now = now.plusSeconds(60);

    Synced<Integration> second = sync.reconcile(first);

    assertThat(second.statusChanged()).isFalse();
    assertThat(PLATFORM.count("PUT")).isEqualTo(1);
  }

  @Test
  void repairsWhatSomebodyElseChanged() throws Exception {
    Integration first = sync.reconcile(integration("48h")).resource();
    PLATFORM.objects.get(ID).withObject("/customSync").put("expireAfterMillis", 1);

    sync.reconcile(first);

    assertThat(PLATFORM.objects.get(ID).at("/customSync/expireAfterMillis").asLong())
        .isEqualTo(172_800_000);
  }

  @Test
  void createsAgainWhatSomebodyElseDeleted() throws Exception {
    Integration first = sync.reconcile(integration(null)).resource();
    PLATFORM.objects.clear();

    sync.reconcile(first);

    assertThat(PLATFORM.objects).containsKey(ID);
  }

  @Test
  void reportsCountsAndKeepsTheTransitionTime() throws Exception {
    Integration first = sync.reconcile(integration(null)).resource();
    PLATFORM.receive(ID, 12, 14);
    now = now.plusSeconds(60);

    Synced<Integration> second = sync.reconcile(first);

    assertThat(second.statusChanged()).isTrue();
    assertThat(second.resource().getStatus().components()).isEqualTo(12);
    assertThat(second.resource().getStatus().lastDataTime()).isEqualTo("2023-11-14T22:13:20Z");
    assertThat(ready(second).reason()).isEqualTo("Synchronizing");
    assertThat(ready(second).lastTransitionTime()).isEqualTo(START.toString());
  }

  @Test
  void showsTheNewestErrorInTheData() throws Exception {
    Integration first = sync.reconcile(integration(null)).resource();
    PLATFORM.objects.get(ID).put("errors", 3);
    PLATFORM.objects.get(ID).withArray("/errorDetails").addObject().put("message", "no externalId");

    assertThat(ready(sync.reconcile(first)).message())
        .isEqualTo("running, with errors: no externalId");
  }

  @Test
  void isReconcilingWhileThePlatformStartsIt() throws Exception {
    Integration first = sync.reconcile(integration(null)).resource();
    PLATFORM.objects.get(ID).put("status", "Pending");
    now = now.plusSeconds(60);

    Synced<Integration> synced = sync.reconcile(first);

    assertThat(ready(synced).status()).isEqualTo(ConditionStatus.False);
    assertThat(ready(synced).lastTransitionTime()).isEqualTo(now.toString());
    assertThat(condition(synced, Condition.RECONCILING)).isPresent();
    assertThat(synced.next()).isInstanceOf(Next.Soon.class);
  }

  @Test
  void waitsForADeletionThatIsUnderWayInsteadOfWriting() throws Exception {
    Integration first = sync.reconcile(integration(null)).resource();
    PLATFORM.objects.get(ID).put("status", "Deleting");

    Synced<Integration> waiting = sync.reconcile(first);
    PLATFORM.objects.clear();
    Synced<Integration> again = sync.reconcile(waiting.resource());

    assertThat(ready(waiting).reason()).isEqualTo("Deleting");
    assertThat(ready(again).status()).isEqualTo(ConditionStatus.True);
    assertThat(PLATFORM.count("PUT")).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "500,PlatformUnavailable",
    "503,PlatformUnavailable",
    "429,PlatformUnavailable",
    "409,Conflict"
  })
  void triesAgainWhatMaySucceedLater(int status, String reason) throws Exception {
    PLATFORM.faults.add(FakePlatform.error(HttpStatus.valueOf(status), "not now", "7"));

    Synced<Integration> synced = sync.reconcile(integration(null));

    assertThat(synced.next()).isEqualTo(new Next.Retry(Optional.of(Duration.ofSeconds(7))));
    assertThat(ready(synced).reason()).isEqualTo(reason);
    assertThat(ready(synced).message()).contains("HTTP " + status, "not now");
    assertThat(condition(synced, Condition.RECONCILING)).isPresent();
    assertThat(ready(sync.reconcile(synced.resource())).status()).isEqualTo(ConditionStatus.True);
  }

  @ParameterizedTest
  @CsvSource({"400,Rejected", "403,Forbidden", "401,Forbidden"})
  void isStalledByWhatWillFailAgain(int status, String reason) throws Exception {
    PLATFORM.faults.add(
        FakePlatform.error(HttpStatus.valueOf(status), "customSync.instanceUrl: bad"));

    Synced<Integration> synced = sync.reconcile(integration(null));

    assertThat(synced.next()).isInstanceOf(Next.Stalled.class);
    assertThat(condition(synced, Condition.STALLED).orElseThrow().reason()).isEqualTo(reason);
    assertThat(ready(synced).message()).contains("customSync.instanceUrl: bad");
    assertThat(synced.resource().getStatus().observedGeneration()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>busy</html>", "[]", "null"})
  void triesAgainWhenTheAnswerIsNoObject(String body) throws Exception {
    PLATFORM.faults.add(HttpResponse.of(body));

    assertThat(sync.reconcile(integration(null)).next()).isInstanceOf(Next.Retry.class);
  }

  @Test
  void triesAgainWhenNobodyListens() throws Exception {
    sync = sync(Optional.of(nobody()));

    Synced<Integration> synced = sync.reconcile(integration(null));

    assertThat(synced.next()).isInstanceOf(Next.Retry.class);
    assertThat(ready(synced).status()).isEqualTo(ConditionStatus.Unknown);
    assertThat(synced.resource().getStatus().observedGeneration()).isNull();
  }

  @Test
  void triesAgainWhenTheAnswerDoesNotCome() throws Exception {
    PLATFORM.faults.add(HttpResponse.streaming());
    sync =
        sync(
            Optional.of(
                new ApiClient(PLATFORM.uri(), () -> FakePlatform.TOKEN, Duration.ofMillis(200))));

    assertThat(sync.reconcile(integration(null)).next()).isInstanceOf(Next.Retry.class);
  }

  @Test
  void noMessageHoldsTheToken() throws Exception {
    PLATFORM.faults.add(FakePlatform.error(HttpStatus.FORBIDDEN, "wrong token"));

    String status = sync.reconcile(integration(null)).resource().getStatus().toString();

    assertThat(status).doesNotContain(FakePlatform.TOKEN);
  }

  @Test
  void longMessagesAreCut() throws Exception {
    PLATFORM.faults.add(FakePlatform.error(HttpStatus.BAD_REQUEST, "x".repeat(5000)));

    assertThat(ready(sync.reconcile(integration(null))).message()).hasSize(1024);
  }

  @Test
  void isStalledByASpecThatMakesNoSense() throws Exception {
    Integration broken = integration(null);
    broken.setSpec(IntegrationSpec.customSync(null, null, null, null));

    Synced<Integration> synced = sync.reconcile(broken);

    assertThat(ready(synced).reason()).isEqualTo("InvalidSpec");
    assertThat(ready(synced).message()).contains("customSync for CustomSync");
    assertThat(PLATFORM.requests).isEmpty();
  }

  @Test
  void leavesThePlatformAloneWhenSuspended() throws Exception {
    Integration paused = integration(null);
    paused.getMetadata().getAnnotations().put(IntegrationSync.PAUSE_ANNOTATION, "true");

    Synced<Integration> synced = sync.reconcile(paused);

    assertThat(PLATFORM.count("PUT")).isZero();
    assertThat(condition(synced, Condition.PAUSED)).isPresent();
    assertThat(ready(synced).reason()).isEqualTo("Suspended");
  }

  @Test
  void isStalledWithoutAnInstance() throws Exception {
    sync = sync(Optional.empty());

    assertThat(ready(sync.reconcile(integration(null))).reason()).isEqualTo("NoMatchingInstance");
  }

  @Test
  void cleanupWaitsUntilTheRemoteObjectIsGone() throws Exception {
    Integration applied = sync.reconcile(integration(null)).resource();
    PLATFORM.deletesSlowly = true;

    Synced<Integration> first = sync.cleanup(applied);
    Synced<Integration> second = sync.cleanup(first.resource());
    PLATFORM.objects.clear();
    Synced<Integration> third = sync.cleanup(second.resource());

    assertThat(ready(first).reason()).isEqualTo("Deleting");
    assertThat(first.next()).isInstanceOf(Next.Soon.class);
    assertThat(second.next()).isInstanceOf(Next.Soon.class);
    assertThat(third.next()).isInstanceOf(Next.Finished.class);
    assertThat(PLATFORM.count("DELETE")).isEqualTo(1);
  }

  @Test
  void cleanupIsFinishedWhenThereIsNothing() throws Exception {
    assertThat(sync.cleanup(integration(null)).next()).isInstanceOf(Next.Finished.class);
    assertThat(PLATFORM.count("DELETE")).isZero();
  }

  @Test
  void cleanupDoesNotWaitForAnInstanceThatIsGone() throws Exception {
    sync = sync(Optional.empty());

    assertThat(sync.cleanup(integration(null)).next()).isInstanceOf(Next.Finished.class);
  }

  @Test
  void cleanupRetainsWhatTheResourceAsksToRetain() throws Exception {
    Integration applied = sync.reconcile(integration(null)).resource();
    IntegrationSpec spec = applied.getSpec();
    applied.setSpec(
        IntegrationSpec.customSync(null, null, DeletionPolicy.Retain, spec.customSync()));

    assertThat(sync.cleanup(applied).next()).isInstanceOf(Next.Finished.class);
    assertThat(PLATFORM.objects).containsKey(ID);
  }

  @Test
  void cleanupTriesAgainWhileThePlatformIsAway() throws Exception {
    sync = sync(Optional.of(nobody()));

    assertThat(sync.cleanup(integration(null)).next()).isInstanceOf(Next.Retry.class);
  }

  private RemoteSync<Integration, IntegrationStatus, DesiredIntegration> sync(
      Optional<ApiClient> api) {
    Clock clock = new TestClock(() -> now);
    return new RemoteSync<>(
        Integration::new,
        new IntegrationSync(clock),
        new Surroundings(
            resource -> api, References.NONE, (resource, event) -> events.add(event), clock));
  }

  private static ApiClient nobody() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      URI uri = URI.create("http://127.0.0.1:" + socket.getLocalPort());
      return new ApiClient(uri, () -> FakePlatform.TOKEN, Duration.ofSeconds(5));
    }
  }

  private static Condition ready(Synced<Integration> synced) {
    return condition(synced, Condition.READY).orElseThrow();
  }

  private static Optional<Condition> condition(Synced<Integration> synced, String type) {
    return Conditions.find(synced.resource().getStatus().conditions(), type);
  }

  private static Integration integration(String expireAfter) {
    Integration integration = new Integration();
    integration.setMetadata(
        new ObjectMetaBuilder()
            .withName("shop")
            .withNamespace("default")
            .withGeneration(3L)
            .withAnnotations(new java.util.HashMap<>())
            .build());
    integration.setSpec(
        IntegrationSpec.customSync(
            null,
            false,
            DeletionPolicy.Delete,
            new CustomSync("shop-inventory", "https://inventory.example.org", expireAfter)));
    return integration;
  }
}
