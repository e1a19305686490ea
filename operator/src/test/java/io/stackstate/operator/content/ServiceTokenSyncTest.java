package io.stackstate.operator.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.stackstate.crds.Condition;
import io.stackstate.crds.ConditionStatus;
import io.stackstate.crds.ServiceToken;
import io.stackstate.crds.ServiceTokenSpec;
import io.stackstate.crds.ServiceTokenStatus;
import io.stackstate.operator.FakePlatform;
import io.stackstate.operator.TestClock;
import io.stackstate.operator.references.References;
import io.stackstate.operator.status.Conditions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceTokenSyncTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final FakePlatform PLATFORM = new FakePlatform();

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private final TestClock clock = new TestClock(now::get);
  private final MemoryVault vault = new MemoryVault();
  private final List<String> events = new ArrayList<>();
  private final RemoteSync<ServiceToken, ServiceTokenStatus, DesiredToken> sync =
      new RemoteSync<>(
          ServiceToken::new,
          new ServiceTokenSync(vault, clock),
          new Surroundings(
              resource -> Optional.of(PLATFORM.client()),
              References.NONE,
              (resource, event) -> events.add(event.reason()),
              clock));

  @BeforeEach
  void reset() {
    PLATFORM.reset();
  }

  @AfterAll
  static void stop() {
    PLATFORM.close();
  }

  @Test
  void makesATokenAndKeepsItOnce() throws Exception {
    ServiceToken first = sync.reconcile(token("{'roles':['stackstate-guest']}")).resource();

    assertThat(PLATFORM.tokens.objects.values())
        .singleElement()
        .satisfies(
            made -> {
              assertThat(made.path("name").asText()).isEqualTo("ServiceToken default/ci");
              assertThat(made.path("roles").toString()).isEqualTo("[\"stackstate-guest\"]");
              assertThat(made.has("expiration")).isFalse();
            });
    assertThat(vault.tokens.get("ci")).isEqualTo("svctok-" + id(first));
    assertThat(ready(first).status()).isEqualTo(ConditionStatus.True);
    assertThat(first.getStatus().secretName()).isEqualTo("ci");
    assertThat(first.getStatus().expiresAt()).isNull();
    assertThat(JSON.writeValueAsString(first)).doesNotContain("svctok-");
    Synced<ServiceToken> second = sync.reconcile(first);
    assertThat(second.statusChanged()).isFalse();
    assertThat(PLATFORM.count("POST")).isEqualTo(1);
  }

  @Test
  void renewsATokenInTimeAndLeavesTheOneBeforeUntilItsEnd() throws Exception {
    String spec = "{'roles':['stackstate-guest'],'expiresAfter':'30d','renewBefore':'10d'}";
    ServiceToken first = sync.reconcile(token(spec)).resource();
    now.updateAndGet(time -> time.plus(Duration.ofDays(19)));
    ServiceToken early = sync.reconcile(first).resource();
    assertThat(id(early)).isEqualTo(id(first));

    now.updateAndGet(time -> time.plus(Duration.ofDays(2)));
    ServiceToken renewed = sync.reconcile(early).resource();
    assertThat(id(renewed)).isNotEqualTo(id(first));
    assertThat(vault.tokens.get("ci")).isEqualTo("svctok-" + id(renewed));
    assertThat(PLATFORM.tokens.objects.keySet())
        .as("who read the old one may still use it")
        .contains(Long.valueOf(id(first)));
    ServiceToken quiet = sync.reconcile(renewed).resource();
    assertThat(id(quiet)).isEqualTo(id(renewed));

    now.updateAndGet(time -> time.plus(Duration.ofDays(10)));
    sync.reconcile(quiet);
    assertThat(PLATFORM.tokens.objects.keySet()).containsExactly(Long.valueOf(id(renewed)));
    assertThat(events).contains("Updated").doesNotContain("Repaired");
  }

  @Test
  void otherRolesEndTheTokenBeforeAtOnce() throws Exception {
    ServiceToken first = sync.reconcile(token("{'roles':['stackstate-admin']}")).resource();
    ServiceToken changed = token("{'roles':['stackstate-guest']}");
    changed.setStatus(first.getStatus());

    ServiceToken second = sync.reconcile(changed).resource();

    assertThat(PLATFORM.tokens.objects.keySet()).containsExactly(Long.valueOf(id(second)));
    assertThat(id(second)).isNotEqualTo(id(first));
  }

  @Test
  void makesAnotherWhenSomebodyRevokedIt() throws Exception {
    ServiceToken first = sync.reconcile(token("{'roles':['stackstate-guest']}")).resource();
    PLATFORM.tokens.objects.clear();

    ServiceToken second = sync.reconcile(first).resource();

    assertThat(vault.tokens.get("ci")).isEqualTo("svctok-" + id(second));
    assertThat(events).contains("Repaired");
  }

  @Test
  void makesAnotherWhenTheSecretIsGone() throws Exception {
    ServiceToken first = sync.reconcile(token("{'roles':['stackstate-guest']}")).resource();
    vault.delete(first, "ci");

    ServiceToken second = sync.reconcile(first).resource();

    assertThat(PLATFORM.tokens.objects.keySet()).containsExactly(Long.valueOf(id(second)));
    assertThat(vault.tokens.get("ci")).isEqualTo("svctok-" + id(second));
  }

  @Test
  void removesATokenThatACrashLeftWithoutAKeeper() throws Exception {
    vault.broken = true;
    Synced<ServiceToken> failed = sync.reconcile(token("{'roles':['stackstate-guest']}"));
    assertThat(ready(failed.resource()).reason()).isEqualTo("SecretUnavailable");
    assertThat(PLATFORM.tokens.objects).hasSize(1);

    vault.broken = false;
    ServiceToken made = sync.reconcile(failed.resource()).resource();

    assertThat(PLATFORM.tokens.objects.keySet()).containsExactly(Long.valueOf(id(made)));
  }

  @Test
  void leavesTokensOfOthersAlone() throws Exception {
    ServiceToken other = token("{'roles':['stackstate-guest']}");
    other.setMetadata(new ObjectMetaBuilder().withName("b").withNamespace("default").build());
    sync.reconcile(other);
    ServiceToken mine = sync.reconcile(token("{'roles':['stackstate-guest']}")).resource();

    assertThat(sync.cleanup(mine).next()).isInstanceOf(Next.Finished.class);

    assertThat(PLATFORM.tokens.objects).hasSize(1);
    assertThat(vault.tokens).containsOnlyKeys("b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'roles':[]}|InvalidSpec|spec.roles is required",
        "{'roles':['a'],'expiresAfter':'5m'}|InvalidSpec|spec.expiresAfter: found 5m, expected at",
        "{'roles':['a'],'expiresAfter':'1h','renewBefore':'60m'}|InvalidSpec|spec.renewBefore: found",
        "{'roles':['a'],'renewBefore':'60m'}|InvalidSpec|spec.renewBefore needs spec.expiresAfter",
        "{'roles':['king']}|Rejected|roles: found"
      })
  void saysWhatIsWrongInTheSpec(String spec, String reason, String message) throws Exception {
    Condition ready = ready(sync.reconcile(token(spec.replace("''", "'"))).resource());

    assertThat(ready.reason()).isEqualTo(reason);
    assertThat(ready.message()).contains(message);
    assertThat(vault.kept).isEmpty();
  }

  private static String id(ServiceToken token) {
    return token.getStatus().tokenId();
  }

  private static Condition ready(ServiceToken token) {
    return Conditions.find(token.getStatus().conditions(), Condition.READY).orElseThrow();
  }

  private static ServiceToken token(String spec) throws Exception {
    ServiceToken token = new ServiceToken();
    token.setMetadata(new ObjectMetaBuilder().withName("ci").withNamespace("default").build());
    token.setSpec(JSON.readValue(spec.replace('\'', '"'), ServiceTokenSpec.class));
    return token;
  }
}
