package io.stackstate.operator.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.common.HttpStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.stackstate.crds.Condition;
import io.stackstate.crds.ConditionStatus;
import io.stackstate.crds.StackPack;
import io.stackstate.crds.StackPackSpec;
import io.stackstate.crds.StackPackStatus;
import io.stackstate.operator.FakePlatform;
import io.stackstate.operator.TestClock;
import io.stackstate.operator.packages.PackageFetcher;
import io.stackstate.operator.references.References;
import io.stackstate.operator.status.Conditions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackPackSyncTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final FakePlatform PLATFORM = new FakePlatform();

  @TempDir Path folder;
  private final Map<String, References.Data> secrets = new HashMap<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private RemoteSync<StackPack, StackPackStatus, DesiredPack> sync;

  @BeforeEach
  void reset() {
    PLATFORM.reset();
    References references =
        new References() {
          @Override
          public Optional<Data> secret(String namespace, String name) {
            return Optional.ofNullable(secrets.get(namespace + "/" + name));
          }

          @Override
          public Optional<Data> configMap(String namespace, String name) {
            return secret(namespace, name);
          }
        };
    Clock clock = new TestClock(() -> now);
    sync =
        new RemoteSync<>(
            StackPack::new,
            new StackPackSync(
                references, new PackageFetcher(references, Optional.of(folder)), clock),
            new Surroundings(
                resource -> Optional.of(PLATFORM.client()), references, ContentEvents.NONE, clock));
  }

  @AfterAll
  static void stop() {
    PLATFORM.close();
  }

  @Test
  void installsAPackThatThePlatformKnows() throws Exception {
    PLATFORM.packs.add("autosync", "3.1.0");

    Synced<StackPack> first =
        sync.reconcile(pack("{'pack':'autosync','configuration':{'url':'u'}}"));

    assertThat(PLATFORM.packs.configs).singleElement().hasToString("{\"url\":\"u\"}");
    assertThat(ready(first).status()).isEqualTo(ConditionStatus.True);
    assertThat(ready(first).reason()).isEqualTo("WaitingForData");
    assertThat(first.resource().getStatus().version()).isEqualTo("3.1.0");
    assertThat(first.resource().getStatus().nodes()).isEqualTo(4);
    assertThat(first.resource().getStatus().phase()).isEqualTo("WAITING_FOR_DATA");

    PLATFORM.packs.instance("autosync").put("status", "INSTALLED");
    PLATFORM.packs.receive("autosync", 12);
    Synced<StackPack> second = sync.reconcile(first.resource());
    assertThat(ready(second).reason()).isEqualTo("Installed");
    assertThat(second.resource().getStatus().components()).isEqualTo(12);
    assertThat(sync.reconcile(second.resource()).statusChanged()).isFalse();
    assertThat(PLATFORM.count("POST")).isEqualTo(1);
  }

  @Test
  void installsAgainWhatSomebodyUninstalledWithTheSameIdentity() throws Exception {
    PLATFORM.packs.add("autosync", "3.1.0");
    StackPack first = sync.reconcile(pack("{'pack':'autosync'}")).resource();
    String uuid = PLATFORM.packs.instance("autosync").path("uuid").asText();
    PLATFORM.packs.packs.get("autosync").putArray("configurations");

    sync.reconcile(first);

    assertThat(PLATFORM.packs.instance("autosync").path("uuid").asText()).isEqualTo(uuid);
  }

  @Test
  void upgradesWhenTheSourceHasALaterVersion() throws Exception {
    Files.writeString(folder.resolve("shop.sts"), "shop 1.0.0");
    StackPack first = sync.reconcile(pack("{'source':{'path':'shop.sts'}}")).resource();
    assertThat(first.getStatus().pack()).isEqualTo("shop");
    assertThat(first.getStatus().packageDigest()).hasSize(64);

    Files.writeString(folder.resolve("shop.sts"), "shop 1.10.0");
    Synced<StackPack> second = sync.reconcile(first);

    assertThat(second.resource().getStatus().version()).isEqualTo("1.10.0");
    assertThat(PLATFORM.packs.instance("shop").path("stackPackVersion").asText())
        .isEqualTo("1.10.0");
    assertThat(sync.reconcile(second.resource()).statusChanged()).isFalse();
  }

  @Test
  void aMajorVersionIsNoUpgrade() throws Exception {
    Files.writeString(folder.resolve("shop.sts"), "shop 1.0.0");
    StackPack first = sync.reconcile(pack("{'source':{'path':'shop.sts'}}")).resource();
    Files.writeString(folder.resolve("shop.sts"), "shop 2.0.0-rc");

    Synced<StackPack> second = sync.reconcile(first);

    assertThat(ready(second).reason()).isEqualTo("VersionConflict");
    assertThat(ready(second).message()).contains("1.0.0", "2.0.0-rc", "major");
    assertThat(second.resource().getStatus().lastError()).contains("major");
    assertThat(second.next()).isInstanceOf(Next.Stalled.class);
  }

  @Test
  void takesPasswordsFromSecretsAndFollowsThem() throws Exception {
    PLATFORM.packs.add("shop", "1.0.0");
    StackPack wanted =
        pack(
            "{'pack':'shop','configuration':{'url':'u'},"
                + "'configurationFrom':[{'input':'password','secretKeyRef':{'name':'s','key':'p'}}]}");
    Synced<StackPack> waiting = sync.reconcile(wanted);
    assertThat(ready(waiting).reason()).isEqualTo("SecretNotFound");
    assertThat(waiting.next()).isInstanceOf(Next.Soon.class);

    secrets.put("default/s", data("first", "v1"));
    StackPack applied = sync.reconcile(waiting.resource()).resource();
    assertThat(PLATFORM.packs.configs.get(0).path("password").asText()).isEqualTo("first");
    assertThat(sync.reconcile(applied).statusChanged()).isFalse();

    secrets.put("default/s", data("second", "v2"));
    StackPack changed = sync.reconcile(applied).resource();
    assertThat(PLATFORM.packs.configs.get(1).path("password").asText()).isEqualTo("second");
    assertThat(JSON.writeValueAsString(changed)).doesNotContain("first", "second\"");
  }

  @Test
  void repairsValuesThatSomebodyChanged() throws Exception {
    PLATFORM.packs.add("shop", "1.0.0");
    StackPack first =
        sync.reconcile(pack("{'pack':'shop','configuration':{'url':'u'}}")).resource();
    PLATFORM.packs.instance("shop").withObject("/config").put("url", "other");

    sync.reconcile(first);

    assertThat(PLATFORM.packs.instance("shop").at("/config/url").asText()).isEqualTo("u");
  }

  @Test
  void saysWhyAPackIsNotInstalled() throws Exception {
    assertThat(ready(sync.reconcile(pack("{'pack':'nope'}"))).reason())
        .isEqualTo("UnknownStackPack");
    assertThat(ready(sync.reconcile(pack("{'source':{'path':'../x.sts'}}"))).message())
        .contains("expected one in the folder");
    assertThat(ready(sync.reconcile(pack("{'source':{'path':'none.sts'}}"))).message())
        .contains("found no file none.sts");
    Files.writeString(folder.resolve("bad.sts"), "bad");
    assertThat(ready(sync.reconcile(pack("{'source':{'path':'bad.sts'}}"))).message())
        .contains("is no archive; at all");
    Files.writeString(folder.resolve("shop.sts"), "shop 1.0.0");
    assertThat(
            ready(sync.reconcile(pack("{'pack':'other','source':{'path':'shop.sts'}}"))).message())
        .contains("found a package of StackPack \"shop\"");
  }

  @Test
  void aFailedInstallationIsStalledUntilTheSpecChanges() throws Exception {
    PLATFORM.packs.add("shop", "1.0.0");
    StackPack first =
        sync.reconcile(pack("{'pack':'shop','configuration':{'url':'bad'}}")).resource();
    var instance = PLATFORM.packs.instance("shop").put("status", "ERROR");
    instance
        .putObject("error")
        .put("action", "PROVISIONING")
        .putObject("error")
        .put("message", "no");
    Synced<StackPack> failed = sync.reconcile(first);
    assertThat(ready(failed).reason()).isEqualTo("ProvisioningFailed");
    assertThat(failed.resource().getStatus().lastError()).isEqualTo("shop 1.0.0: no");
    assertThat(PLATFORM.count("POST")).isEqualTo(1);

    StackPack changed = failed.resource();
    changed.setSpec(pack("{'pack':'shop','configuration':{'url':'good'}}").getSpec());
    Synced<StackPack> again = sync.reconcile(changed);

    assertThat(ready(again).reason()).isEqualTo("WaitingForData");
    assertThat(again.resource().getStatus().lastError()).isNull();
  }

  @Test
  void goesOnWhenTheSourceIsAwayForAWhile() throws Exception {
    Files.writeString(folder.resolve("shop.sts"), "shop 1.0.0");
    secrets.put("default/m", new References.Data(Map.of("a.sts", bytes("shop 1.0.0")), "v1"));
    StackPack first =
        sync.reconcile(pack("{'source':{'configMap':{'name':'m','key':'a.sts'}}}")).resource();
    secrets.clear();

    Synced<StackPack> second = sync.reconcile(first);

    assertThat(ready(second).status()).isEqualTo(ConditionStatus.True);
    assertThat(second.resource().getStatus().lastError()).contains("no ConfigMap default/m");
  }

  @Test
  void changesNothingWhenSuspended() throws Exception {
    Files.writeString(folder.resolve("shop.sts"), "shop 1.0.0");

    Synced<StackPack> synced =
        sync.reconcile(pack("{'source':{'path':'shop.sts'},'suspend':true}"));

    assertThat(ready(synced).reason()).isEqualTo("Suspended");
    assertThat(PLATFORM.count("POST")).isZero();
  }

  @Test
  void cleanupUninstalls() throws Exception {
    Files.writeString(folder.resolve("shop.sts"), "shop 1.0.0");
    StackPack first = sync.reconcile(pack("{'source':{'path':'shop.sts'}}")).resource();

    assertThat(sync.cleanup(first).next()).isInstanceOf(Next.Finished.class);

    assertThat(PLATFORM.packs.packs.get("shop").path("configurations")).isEmpty();
    assertThat(sync.cleanup(pack("{'source':{'path':'x.sts'}}")).next())
        .isInstanceOf(Next.Finished.class);
  }

  @Test
  void whatThePlatformRefusesIsShown() throws Exception {
    PLATFORM.packs.add("shop", "1.0.0");
    StackPack wanted = pack("{'pack':'shop'}");
    sync.reconcile(wanted);
    PLATFORM.reset();
    PLATFORM.packs.add("shop", "1.0.0");
    PLATFORM.faults.add(FakePlatform.error(HttpStatus.BAD_REQUEST, "url: missing"));

    assertThat(ready(sync.reconcile(wanted)).message()).contains("url: missing");
  }

  private static References.Data data(String password, String version) {
    return new References.Data(Map.of("p", bytes(password + "\n")), version);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Condition ready(Synced<StackPack> synced) {
    return Conditions.find(synced.resource().getStatus().conditions(), Condition.READY)
        .orElseThrow();
  }

  private static StackPack pack(String spec) throws Exception {
    StackPack pack = new StackPack();
    pack.setMetadata(
        new ObjectMetaBuilder()
            .withName("shop")
            .withNamespace("default")
            .withUid("0b7e0fd6-64f5-3f1c-8a4e-1e1f3fdd0001")
            .withGeneration(1L)
            .build());
    pack.setSpec(JSON.readValue(spec.replace('\'', '"'), StackPackSpec.class));
    return pack;
  }
}
