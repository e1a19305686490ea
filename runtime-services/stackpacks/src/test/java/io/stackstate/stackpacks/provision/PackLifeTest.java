package io.stackstate.stackpacks.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.stackpacks.archive.ArchiveException;
import io.stackstate.stackpacks.archive.Archives;
import io.stackstate.stackpacks.archive.SemVer;
import io.stackstate.stackpacks.settings.ChangeSet;
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

class PackLifeTest {
  private final DemoPack demo = new DemoPack();
  private final PackServer server = demo.server;

  @Test
  void anInstanceWaitsForDataAndIsInstalledWhenItArrives() throws Exception {
    demo.uploadUsual("1.0.0", "Edge");
    PackInstance instance = server.install("demo", "secret", "s");
    assertThat(instance.status()).isEqualTo(Status.WAITING_FOR_DATA);
    assertThat(server.settings.commits()).isEqualTo(1);
    server.arrive("sts_topo_demo_other");
    assertThat(server.instance(1).status()).isEqualTo(Status.WAITING_FOR_DATA);
    server.arrive("sts_topo_demo_u1");
    assertThat(server.instance(1).status()).isEqualTo(Status.INSTALLED);
    assertThat(server.waits.get("sts_topo_demo_u1")).isEmpty();
    PackView view = server.packs.find("demo").orElseThrow();
    assertThat(view.shownConfig(view.instances().get(0))).containsOnlyKeys("url");
    assertThat(instance.toString()).doesNotContain("secret");
  }

  @Test
  void aConfirmationEndsTheWait() throws Exception {
    demo.uploadUsual("1.0.0", "Edge");
    server.install("demo", "secret", "s");
    assertThat(server.packs.confirmManualSteps("demo", 1).status()).isEqualTo(Status.INSTALLED);
    assertThatThrownBy(() -> server.packs.confirmManualSteps("demo", 1))
        .hasMessageContaining("is INSTALLED, expected WAITING_FOR_DATA");
    assertThatThrownBy(() -> server.packs.confirmManualSteps("demo", 9))
        .hasMessage("demo: there is no instance 9");
  }

  @Test
  void inputsAreCheckedBeforeAnythingHappens() throws Exception {
    demo.uploadUsual("1.0.0", "Edge");
    assertThatThrownBy(() -> server.install("demo", "ulr", "x"))
        .isInstanceOf(StackPackException.class)
        .hasMessageContaining("secret: missing, expected a value for \"Secret\"")
        .hasMessageContaining("ulr: unknown, expected one of url, secret");
    assertThatThrownBy(() -> server.install("nope")).hasMessage("there is no StackPack \"nope\"");
    assertThat(server.instances).isEmpty();
  }

  @Test
  void aWaitSurvivesARestart() throws Exception {
    demo.uploadUsual("1.0.0", "Edge");
    server.install("demo", "secret", "s");
    server.start();
    server.arrive("sts_topo_demo_u1");
    assertThat(server.instance(1).status()).isEqualTo(Status.INSTALLED);
  }

  @Test
  void workThatACrashInterruptedIsDoneAgain() throws Exception {
    demo.uploadUsual("1.0.0", "Edge");
    PackInstance done = server.install("demo", "secret", "s");
    List<String> identifiers = server.identifiers();
    server.instances.put(1L, done.with(Status.PROVISIONING, null, 0));
    server.start();
    assertThat(server.instance(1).status()).isEqualTo(Status.WAITING_FOR_DATA);
    assertThat(server.identifiers()).isEqualTo(identifiers);
    demo.uploadUsual("1.1.0", "Edge 2");
    server.instances.put(1L, Lifecycle.upgrading(server.instance(1), SemVer.parse("1.1.0"), 0));
    server.start();
    assertThat(demo.layerName()).isEqualTo("Edge 2");
    assertThat(server.instance(1).previous()).isNull();
    server.instances.put(1L, Lifecycle.removing(server.instance(1), 0));
    server.start();
    assertThat(server.instances).isEmpty();
    assertThat(server.settings.all()).isEmpty();
  }

  @Test
  void anInstanceThatIsAskedForAgainIsNotInstalledTwice() throws Exception {
    demo.uploadUsual("1.0.0", "Edge");
    InstallRequest request =
        new InstallRequest(
            Map.of("secret", "s"), Strategy.FAIL, "0b7e0fd6-64f5-3f1c-8a4e-1e1f3fdd0001", null);

    PackInstance first = server.packs.install("demo", request);
    PackInstance again = server.packs.install("demo", request);

    assertThat(again.id()).isEqualTo(first.id());
    assertThat(server.instances).hasSize(1);
    assertThat(server.packs.nodes(again)).isEqualTo(new StackPacks.NodeCount(1, 1));
    assertThat(request.toString()).doesNotContain("secret");
  }

  @Test
  void otherValuesChangeWhatFollowsFromThemInTheSameInstance() throws Exception {
    demo.uploadUsual("1.0.0", "Edge");
    server.install("demo", "secret", "s", "url", "u1");
    server.arrive("sts_topo_demo_u1");

    server.packs.reconfigure("demo", 1, Map.of("secret", "s", "url", "u2"), Strategy.FAIL);

    assertThat(server.settings.all())
        .extracting(Node::name)
        .containsExactlyInAnyOrder("Edge", "u2");
    assertThat(server.instance(1).status()).isEqualTo(Status.WAITING_FOR_DATA);
    assertThat(server.instance(1).previous()).isNull();
    server.arrive("sts_topo_demo_u2");
    assertThat(server.instance(1).status()).isEqualTo(Status.INSTALLED);
  }

  @Test
  void valuesThatFailLeaveTheInstanceAsItWas() throws Exception {
    demo.uploadUsual("1.0.0", "Edge");
    PackInstance before = server.install("demo", "secret", "s", "url", "u1");

    assertThatThrownBy(
            () -> server.packs.reconfigure("demo", 1, Map.of("url", "u2"), Strategy.FAIL))
        .hasMessageContaining("secret: missing");
    String refusing =
        """
        ProvisioningIO<scala.Unit> upgrade(Map<String, Object> config, Version previous) {
          context().fail("not like this")
        }
        """;
    demo.upload("1.0.0", refusing + DemoPack.WAIT);
    assertThatThrownBy(
            () ->
                server.packs.reconfigure(
                    "demo", 1, Map.of("secret", "s", "url", "u2"), Strategy.FAIL))
        .hasMessage("demo: not configured anew: not like this");

    assertThat(server.instance(1).config()).isEqualTo(before.config());
    server.arrive("sts_topo_demo_u1");
    assertThat(server.instance(1).status()).isEqualTo(Status.INSTALLED);
  }

  @Test
  void theLastInstanceTakesAlongWhatWasShared() throws Exception {
    demo.uploadUsual("1.0.0", "Edge");
    server.install("demo", "secret", "a", "url", "u1");
    server.install("demo", "secret", "b", "url", "u2");
    assertThat(server.settings.all()).hasSize(3);
    server.packs.uninstall("demo", 1);
    assertThat(server.settings.all())
        .extracting(Node::name)
        .containsExactlyInAnyOrder("Edge", "u2");
    assertThat(server.waits.get("sts_topo_demo_u1")).isEmpty();
    server.packs.uninstall("demo", 2);
    assertThat(server.settings.all()).isEmpty();
    assertThat(server.instances).isEmpty();
  }

  @Test
  void dependenciesAreInstalledFirstAndKept() throws Exception {
    PackInstance instance =
        server.install("autosync", "sts_instance_type", "t", "sts_instance_url", "u");
    assertThat(server.instances.values())
        .extracting(PackInstance::pack)
        .containsExactlyInAnyOrder("autosync", "common");
    assertThat(server.settings.commits()).isEqualTo(1);
    long common = server.packs.find("common").orElseThrow().instances().get(0).id();
    assertThat(server.packs.find("common").orElseThrow().canUninstall()).isFalse();
    assertThatThrownBy(() -> server.packs.uninstall("common", common))
        .hasMessage("common: is needed by autosync");
    server.packs.uninstall("autosync", instance.id());
    server.packs.uninstall("common", common);
    assertThat(server.settings.all()).isEmpty();
  }

  @Test
  void aPackWhoseFunctionAHandlerRunsStaysUntilTheHandlerIsGone() throws Exception {
    server.install("common");
    long common = server.packs.find("common").orElseThrow().instances().get(0).id();
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    content
        .putObject("spec")
        .putArray("outputs")
        .addObject()
        .putObject("script")
        .put("function", "urn:stackpack:common:event-handler-function:slack");
    Node handler =
        new Node(77, "EventHandler", "urn:h:mine", "mine", null, null, false, content, 1);
    server.settings.commit(new ChangeSet(List.of(handler), List.of()));

    assertThatThrownBy(() -> server.packs.uninstall("common", common))
        .hasMessage("common: its functions are used by urn:h:mine; delete that first");

    server.settings.commit(new ChangeSet(List.of(), List.of(77L)));
    server.packs.uninstall("common", common);
    assertThat(server.settings.all()).isEmpty();
  }

  @Test
  void dependenciesThatCannotBeMetAreNamed() throws Exception {
    Map<String, byte[]> files =
        Archives.files(
            "stackpack.conf",
            "name = later, displayName = L, version = 1.0.0, logoUrl = x, provision = L, dependencies { common = 3.4.1 }",
            "provisioning/L.groovy",
            "class L {}");
    server.packs.upload("l.sts", Archives.zip(files));
    assertThat(server.packs.find("later").orElseThrow().isCompatible()).isFalse();
    assertThatThrownBy(() -> server.install("later"))
        .hasMessage("later needs common 3.4.1 or later, below 4.0.0, which is not available");
    server.install("common");
    assertThatThrownBy(() -> server.install("later"))
        .hasMessageMatching(".* 2\\.\\d+\\.\\d+ is installed");
  }

  @Test
  void aPackWithoutASecondInstanceIsInstalledOnce() throws Exception {
    server.install("common");
    assertThatThrownBy(() -> server.install("common"))
        .hasMessage("common: is installed already; it has one instance");
  }

  @Test
  void whatUsersMadeStaysWhenAPackGoes() throws Exception {
    demo.uploadUsual("1.0.0", "Edge");
    server.install("demo", "secret", "s");
    new SettingsImport(server.settings, FunctionChecks.NONE, InstantSource.system())
        .apply(
            StjSource.of(
                "u",
                "nodes: [{_type: Layer, name: anonymous}, {_type: Layer, identifier: 'urn:mine:layer', name: mine}]"),
            ImportOptions.plain());
    server.packs.uninstall("demo", 1);
    assertThat(server.settings.all())
        .extracting(Node::name)
        .containsExactlyInAnyOrder("anonymous", "mine");
  }

  @Test
  void uploadsSurviveARestartAndBrokenOnesAreRefusedWithEveryReason() throws Exception {
    demo.uploadUsual("1.0.0", "Edge");
    server.start();
    assertThat(server.packs.find("demo")).isPresent();
    assertThat(server.packs.list())
        .extracting(view -> view.manifest().name())
        .containsExactly("autosync", "demo");
    assertThatThrownBy(
            () ->
                server.packs.upload(
                    "x.sts", Archives.zip(Archives.files("stackpack.conf", "a = 1"))))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("name: missing")
        .hasMessageContaining("provision: missing")
        .hasMessageContaining("version: missing");
    assertThat(server.packs.resource("autosync", null, "overview.md").orElseThrow().mediaType())
        .startsWith("text/markdown");
  }

  @Test
  void imposedChangesWhileAPackIsInstalledAreRejectedByTheStore() throws Exception {
    demo.uploadUsual("1.0.0", "Edge");
    server.settings.commit(
        new ChangeSet(
            List.of(
                new Node(
                    1,
                    "Layer",
                    DemoPack.LAYER,
                    "theirs",
                    "urn:stackpack:other",
                    "urn:stackpack:other",
                    true,
                    com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                        .objectNode()
                        .put("_type", "Layer")
                        .put("id", 1)
                        .put("identifier", DemoPack.LAYER)
                        .put("name", "theirs"),
                    0)),
            List.of()));
    PackInstance instance = server.install("demo", "secret", "s");
    assertThat(instance.error().message())
        .contains(DemoPack.LAYER + ": is owned by urn:stackpack:other");
    assertThat(demo.layerName()).isEqualTo("theirs");
  }

  @Test
  void aPackWhoseArchiveIsGoneCanStillBeRemoved() throws Exception {
    demo.uploadUsual("1.0.0", "Edge");
    server.install("demo", "secret", "s");
    server.archives.clear();
    server.start();
    assertThat(server.instance(1).status()).isEqualTo(Status.ERROR);
    assertThat(server.instance(1).error().message()).isEqualTo("demo 1.0.0 is not available");
    server.packs.uninstall("demo", 1);
    assertThat(server.instances).isEmpty();
    assertThat(server.settings.all()).isEmpty();
  }

  @Test
  void anInstallationThatFailedIsTriedAgainWhereAPackHasOneInstance() throws Exception {
    String conf =
        "name = one, displayName = O, logoUrl = x, provision = O, steps = [{name = a, value {type = text}}], version = ";
    String script =
        "class O extends com.stackstate.stackpack.ProvisioningScript {"
            + " O(com.stackstate.stackpack.ProvisioningContext c) { super(c) }\n"
            + " com.stackstate.stackpack.ProvisioningIO<scala.Unit> install(Map<String, Object> config) {"
            + " if (config.a == 'bad') { context().fail('no') }\n null } }";
    server.packs.upload(
        "o.sts",
        Archives.zip(
            Archives.files("stackpack.conf", conf + "1.0.0", "provisioning/O.groovy", script)));
    assertThat(server.install("one", "a", "bad").error().message()).isEqualTo("no");
    assertThat(server.install("one", "a", "good").status()).isEqualTo(Status.INSTALLED);
    assertThat(server.instances).hasSize(1);
    assertThatThrownBy(() -> server.install("one", "a", "good"))
        .hasMessageContaining("is installed already");
  }
}
