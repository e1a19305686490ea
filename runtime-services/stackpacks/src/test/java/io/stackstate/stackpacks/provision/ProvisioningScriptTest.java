package io.stackstate.stackpacks.provision;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.stj.ImportOptions.Strategy;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProvisioningScriptTest {
  private final DemoPack demo = new DemoPack();
  private final PackServer server = demo.server;

  @Test
  void anUpgradeKnowsThePreviousVersion() throws Exception {
    demo.uploadUsual("1.0.0", "Edge");
    server.install("demo", "secret", "a");
    demo.upload(
        "1.1.0",
        DemoPack.INSTALL
            + """
        ProvisioningIO<scala.Unit> upgrade(Map<String, Object> config, Version previous) {
          if (previous.major != 1 || previous.toString() != "1.0.0") {
            context().fail("previous " + previous)
          }
          install(config)
        }
        """,
        DemoPack.nodes("Edge 2"));
    server.packs.upgrade("demo", Strategy.FAIL);
    assertThat(demo.layerName()).isEqualTo("Edge 2");
    assertThat(server.instance(1).status()).isEqualTo(Status.INSTALLED);
  }

  @Test
  void nothingOfAnInstallationThatFailsStays() throws Exception {
    String[] broken = DemoPack.nodes("Edge");
    broken[3] =
        "nodes:\n- {_type: QueryView, identifier: 'urn:stackpack:demo:instance:{{id}}:v', name: v, query: '=='}\n";
    demo.upload("1.0.0", DemoPack.INSTALL, broken);
    PackInstance instance = server.install("demo", "secret", "a");
    assertThat(instance.status()).isEqualTo(Status.ERROR);
    assertThat(instance.error().message())
        .startsWith("instance.sty, line 2: urn:stackpack:demo:instance:")
        .contains(": query: line 1, column 1");
    assertThat(instance.error().retryable()).isFalse();
    assertThat(server.settings.all()).isEmpty();
    server.packs.uninstall("demo", 1);
    assertThat(server.instances).isEmpty();
  }

  @Test
  void scriptsThatFailSayWhyAndWhere() throws Exception {
    record Case(String methods, String message) {}
    for (Case one :
        List.of(
            new Case(
                "ProvisioningIO<scala.Unit> install(Map<String, Object> config) { context().fail('no ' + config.url) }",
                "no u1"),
            new Case(
                "\n  ProvisioningIO<scala.Unit> install(Map<String, Object> config) { config.nope.trim() }",
                "line 5"),
            new Case(
                "\n  ProvisioningIO<scala.Unit> install(Map<String, Object> config) { new File('/etc/passwd').text }",
                "File is not allowed"),
            new Case(
                "\n  ProvisioningIO<scala.Unit> install(Map<String, Object> config) { ",
                "Demo.groovy, line"),
            new Case(
                "ProvisioningIO<scala.Unit> install(Map<String, Object> config) { context().stackPack().importSnapshot('no.stj') }",
                "there is no file provisioning/no.stj in the pack"),
            new Case(
                "ProvisioningIO<scala.Unit> install(Map<String, Object> config) { context().env().execute('id', '.', [:]); null }",
                "execute is not allowed"),
            new Case(
                "ProvisioningIO<scala.Unit> install(Map<String, Object> config) { config.put('a', 1) }",
                "Demo.groovy"),
            new Case(
                "ProvisioningIO<scala.Unit> install(Map<String, Object> config) { 'id'.execute() }",
                "execute"))) {
      demo.upload("1.0.0", one.methods());
      PackInstance instance = server.install("demo", "secret", "a");
      assertThat(instance.status()).as(one.methods()).isEqualTo(Status.ERROR);
      assertThat(instance.error().message()).as(one.methods()).contains(one.message());
      server.packs.uninstall("demo", instance.id());
      assertThat(server.instances).isEmpty();
    }
  }

  @Test
  void scriptsLearnAboutTheServerAndMayLog() throws Exception {
    demo.upload(
        "1.0.0",
        """
        ProvisioningIO<scala.Unit> preInstall(Map<String, Object> config) {
          context().stackPack().importSnapshot("before.sty", [
            key: context().sts().intakeApi().apiKey(),
            base: context().sts().intakeApi().baseUrl(),
            name: context().stackPack().namespacePrefix() + " " + context().stackPack().version(),
            missing: config.nothing
          ])
        }
        ProvisioningIO<scala.Unit> install(Map<String, Object> config) {
          context().sts().log().info("installing")
          context().sts().log.log().debug("installing")
          def parsed = new groovy.json.JsonSlurper().parseText('{"a": [1, 2]}')
          parsed.a.size() == 2 ? context().sts().importSnapshot("urn:stackpack:demo", "after.sty", [:]) : null
        }
        """,
        "provisioning/before.sty",
        "nodes: [{_type: Layer, identifier: 'urn:stackpack:demo:layer:a', name: '{{key}} {{base}} {{name}}{{missing}}'}]",
        "provisioning/after.sty",
        "nodes:\n- {_type: Layer, identifier: 'urn:stackpack:demo:layer:b', name: b}\n- {_type: Layer, identifier: 'urn:stackpack:demo:layer:a', name: '{{#if x}}{{/if}}a'}");
    PackInstance instance = server.install("demo", "secret", "a");
    assertThat(instance.error()).isNull();
    assertThat(instance.status()).isEqualTo(Status.INSTALLED);
    assertThat(server.settings.all()).extracting(Node::name).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void aScriptMayInstallAnotherPackInTheSameTransaction() throws Exception {
    demo.upload(
        "1.0.0",
        """
        ProvisioningIO<scala.Unit> install(Map<String, Object> config) {
          context().sts().install("common", [:]) >>
            context().stackPack().importSnapshot("shared.sty", [:])
        }
        """,
        "provisioning/shared.sty",
        "nodes: [{_type: Layer, identifier: 'urn:stackpack:demo:layer:x', name: x, description: '{{get \"urn:stackpack:common:layer:machines\"}}'}]");
    server.install("demo", "secret", "a");
    assertThat(server.instances.values())
        .extracting(PackInstance::pack, PackInstance::status)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("demo", Status.INSTALLED),
            org.assertj.core.groups.Tuple.tuple("common", Status.INSTALLED));
    assertThat(server.settings.commits()).isEqualTo(1);
    server.install("demo", "secret", "b");
    assertThat(server.packs.find("common").orElseThrow().instances()).hasSize(1);
  }
}
