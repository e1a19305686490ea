package io.stackstate.operator.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.stackstate.crds.Condition;
import io.stackstate.crds.View;
import io.stackstate.crds.ViewSpec;
import io.stackstate.crds.ViewStatus;
import io.stackstate.operator.FakePlatform;
import io.stackstate.operator.references.References;
import io.stackstate.operator.status.Conditions;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a view does in the platform, in the status of its resource. */
class ViewSyncTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final FakePlatform PLATFORM = new FakePlatform();
  private static final String NODE = "71";
  private static final String WITH_HEALTH =
      "{\"title\": \"Shop\", \"query\": \"label = 'a'\", \"health\": {\"function\": \"urn:f:g\"}}";

  private final RemoteSync<View, ViewStatus, DeclaredSettings> sync =
      new RemoteSync<>(
          View::new,
          new ViewSync(),
          new Surroundings(
              resource -> Optional.of(PLATFORM.client()),
              References.NONE,
              ContentEvents.NONE,
              Clock.systemUTC()));

  @BeforeEach
  void reset() {
    PLATFORM.reset();
  }

  @AfterAll
  static void close() {
    PLATFORM.close();
  }

  @Test
  void theHealthOfTheViewFollowsThePlatformAndIsWrittenOnlyWhenItChanges() throws Exception {
    View applied = sync.reconcile(view(WITH_HEALTH)).resource();
    assertThat(applied.getStatus().health()).isEqualTo("UNKNOWN");

    health("CRITICAL").put("lastUpdateTimestamp", 1_700_000_000_000L);
    Synced<View> critical = sync.reconcile(applied);
    assertThat(critical.statusChanged()).isTrue();
    assertThat(critical.resource().getStatus().health()).isEqualTo("CRITICAL");
    assertThat(critical.resource().getStatus().healthSince()).isEqualTo("2023-11-14T22:13:20Z");

    assertThat(sync.reconcile(critical.resource()).statusChanged()).isFalse();
  }

  @Test
  void aHealthThatCannotBeComputedSaysWhy() throws Exception {
    health("UNKNOWN").put("error", "no such parameter");

    View applied = sync.reconcile(view(WITH_HEALTH)).resource();

    assertThat(applied.getStatus().healthError()).isEqualTo("no such parameter");
    Condition ready =
        Conditions.find(applied.getStatus().conditions(), Condition.READY).orElseThrow();
    assertThat(ready.reason()).isEqualTo("HealthFails");
    assertThat(ready.message()).endsWith("no such parameter");
  }

  @Test
  void withoutHealthNobodyIsAskedForIt() throws Exception {
    View applied =
        sync.reconcile(view("{\"title\": \"Shop\", \"query\": \"label = 'a'\"}")).resource();

    assertThat(applied.getStatus().health()).isNull();
    assertThat(PLATFORM.requests).noneMatch(request -> request.contains("QueryView"));
  }

  @Test
  void theLastHealthStaysWhileThePlatformIsAway() throws Exception {
    health("DEVIATING");
    View applied = sync.reconcile(view(WITH_HEALTH)).resource();
    PLATFORM.faults.add(
        FakePlatform.error(
            com.linecorp.armeria.common.HttpStatus.SERVICE_UNAVAILABLE, "back soon"));

    assertThat(sync.reconcile(applied).resource().getStatus().health()).isEqualTo("DEVIATING");
  }

  private static ObjectNode health(String state) {
    ObjectNode health = JSON.createObjectNode().put("state", state);
    PLATFORM.declarations.health.put(NODE, health);
    return health;
  }

  private static View view(String spec) throws Exception {
    View view = new View();
    view.setMetadata(new ObjectMetaBuilder().withName("shop").withNamespace("default").build());
    view.setSpec(JSON.readValue(spec, ViewSpec.class));
    return view;
  }
}
