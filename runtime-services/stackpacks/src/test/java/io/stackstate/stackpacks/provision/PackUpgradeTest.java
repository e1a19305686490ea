package io.stackstate.stackpacks.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.stackpacks.archive.SemVer;
import io.stackstate.stackpacks.settings.FunctionChecks;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.stj.ImportOptions;
import io.stackstate.stackpacks.stj.ImportOptions.Strategy;
import io.stackstate.stackpacks.stj.SettingsImport;
import io.stackstate.stackpacks.stj.StjSource;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PackUpgradeTest {
  private final DemoPack demo = new DemoPack();
  private final PackServer server = demo.server;

  @Test
  void aVersionMayBeChosen() throws Exception {
    demo.uploadUsual("1.0.0", "One");
    demo.uploadUsual("1.1.0", "Two");
    demo.uploadUsual("1.2.0", "Three");
    SemVer one = SemVer.parse("1.0.0");
    Map<String, String> config = Map.of("secret", "s");

    server.packs.install("demo", new InstallRequest(config, Strategy.FAIL, null, one));
    assertThat(demo.layerName()).isEqualTo("One");
    server.packs.upgrade("demo", SemVer.parse("1.1.0"), Strategy.FAIL);
    assertThat(demo.layerName()).isEqualTo("Two");

    assertThatThrownBy(() -> server.packs.upgrade("demo", one, Strategy.FAIL))
        .hasMessageContaining("1.1.0 is installed, expected a later version");
    assertThatThrownBy(
            () ->
                server.packs.install("demo", new InstallRequest(config, Strategy.FAIL, null, one)))
        .hasMessageContaining("found 1.1.0 installed");
  }

  @Test
  void anUpgradeTreatsUnlockedNodesAsAsked() throws Exception {
    demo.uploadUsual("1.2.0", "Edge");
    server.install("demo", "secret", "a", "url", "u1");
    server.install("demo", "secret", "b", "url", "u2");
    server.arrive("sts_topo_demo_u1");
    SettingsImport user =
        new SettingsImport(server.settings, FunctionChecks.NONE, InstantSource.system());
    user.unlock(server.settings.byIdentifier(DemoPack.LAYER).orElseThrow().id());
    user.apply(
        StjSource.of(
            "u", "nodes: [{_type: Layer, identifier: '" + DemoPack.LAYER + "', name: Mine}]"),
        ImportOptions.plain());
    assertThatThrownBy(() -> server.packs.upgrade("demo", Strategy.FAIL))
        .hasMessage("demo: there is no later version compatible with 1.2.0");
    demo.uploadUsual("1.2.1", "Edge 2");
    demo.uploadUsual("2.0.0", "Edge 3");
    PackView view = server.packs.find("demo").orElseThrow();
    assertThat(view.next().orElseThrow().version()).hasToString("1.2.1");
    assertThat(view.latest().version()).hasToString("2.0.0");
    assertThatThrownBy(() -> server.packs.upgrade("demo", Strategy.FAIL))
        .hasMessageContaining("demo: not upgraded")
        .hasMessageContaining(DemoPack.LAYER + ": was unlocked and changed");
    assertThat(demo.layerName()).isEqualTo("Mine");
    assertThat(server.instance(1).version()).hasToString("1.2.0");
    assertThat(server.instance(1).status()).isEqualTo(Status.INSTALLED);
    assertThat(server.instance(2).status()).isEqualTo(Status.WAITING_FOR_DATA);
    server.packs.upgrade("demo", Strategy.SKIP);
    assertThat(demo.layerName()).isEqualTo("Mine");
    assertThat(server.instance(1).status()).isEqualTo(Status.WAITING_FOR_DATA);
    assertThat(server.instance(1).version()).hasToString("1.2.1");
    demo.uploadUsual("1.3.0", "Edge 4");
    server.packs.upgrade("demo", Strategy.OVERWRITE);
    assertThat(demo.layerName()).isEqualTo("Edge 4");
    assertThat(server.settings.byIdentifier(DemoPack.LAYER).orElseThrow().locked()).isTrue();
    server.arrive("sts_topo_demo_u1");
    server.arrive("sts_topo_demo_u2");
    assertThat(server.instances.values())
        .extracting(PackInstance::status)
        .containsOnly(Status.INSTALLED);
  }

  @Test
  void theFirstInstanceMayBeOfAVersionOfTheCallersChoiceAndTheOthersFollow() throws Exception {
    demo.uploadUsual("1.0.0", "Edge");
    demo.uploadUsual("1.1.0", "Edge");
    Map<String, String> config = Map.of("secret", "s");
    SemVer first = SemVer.parse("1.0.0");
    server.packs.install("demo", new InstallRequest(config, Strategy.SKIP, "their-uuid", first));
    server.install("demo", "secret", "s", "url", "u2");

    assertThat(server.packs.instance("their-uuid").orElseThrow().version()).isEqualTo(first);
    assertThat(server.instance(2).version()).isEqualTo(first);
    assertThat(server.packs.instance("other")).isEmpty();
  }

  @Test
  void anUpgradeThatFailsAtOneInstanceLeavesAllAsTheyWere() throws Exception {
    demo.uploadUsual("1.2.0", "Edge");
    server.install("demo", "secret", "a", "url", "u1");
    server.install("demo", "secret", "b", "url", "bad");
    server.arrive("sts_topo_demo_u1");
    List<Node> before = List.copyOf(server.settings.all());
    String failing =
        DemoPack.INSTALL.replace(
            "context().stackPack()", "refuse(config)\n    context().stackPack()");
    demo.upload(
        "1.2.1",
        failing
            + DemoPack.WAIT
            + "  void refuse(config) { if (config.url == 'bad') context().fail('not this one') }\n",
        DemoPack.nodes("Edge 2"));

    assertThatThrownBy(() -> server.packs.upgrade("demo", Strategy.OVERWRITE))
        .hasMessage("demo: not upgraded: not this one");

    assertThat(List.copyOf(server.settings.all())).isEqualTo(before);
    assertThat(server.instance(1).version()).hasToString("1.2.0");
    assertThat(server.instance(1).status()).isEqualTo(Status.INSTALLED);
    assertThat(server.instance(2).status()).isEqualTo(Status.WAITING_FOR_DATA);
    server.arrive("sts_topo_demo_bad");
    assertThat(server.instance(2).status()).isEqualTo(Status.INSTALLED);
  }

  @Test
  void anUpgradeDoesNotNeedTheArchiveThatWasInstalled() throws Exception {
    demo.uploadUsual("1.0.0", "Edge");
    server.install("demo", "secret", "s");
    server.arrive("sts_topo_demo_u1");
    server.archives.clear();
    demo.uploadUsual("1.1.0", "Edge 2");
    server.start();
    assertThat(server.packs.find("demo").orElseThrow().next().orElseThrow().version())
        .hasToString("1.1.0");
    server.packs.upgrade("demo", Strategy.FAIL);
    assertThat(demo.layerName()).isEqualTo("Edge 2");
  }
}
