package io.stackstate.stackpacks.provision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.functions.template.Template;
import io.stackstate.functions.template.TemplateFiles;
import io.stackstate.functions.template.TemplateLimits;
import io.stackstate.model.Json;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.stj.SettingsResolver;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Packs in the shape of the published ones: shared and instance nodes, templates of elements. */
class PackShapesTest {
  private final PackServer server = new PackServer();
  private int before;

  @BeforeEach
  void commonIsInstalled() throws Exception {
    server.install("common");
    before = server.settings.all().size();
    for (String pack : List.of("log-search", "erp", "netmon")) {
      server.packs.upload(pack + ".sts", PackServer.sts(pack, "1.2.0"));
    }
  }

  private PackInstance installed(String pack, int nodes, String topic, String... config)
      throws Exception {
    PackInstance instance = server.install(pack, config);
    assertThat(instance.error()).isNull();
    assertThat(instance.status()).isEqualTo(Status.WAITING_FOR_DATA);
    assertThat(server.settings.all()).hasSize(before + nodes);
    server.arrive(topic);
    assertThat(server.instance(instance.id()).status()).isEqualTo(Status.INSTALLED);
    return instance;
  }

  private JsonNode render(String pack, String kind, String type, Map<String, Object> data)
      throws Exception {
    Node node =
        server
            .settings
            .byIdentifier(
                "urn:stackpack:" + pack + ":shared:" + kind + "-template-function:" + kind)
            .orElseThrow();
    Template template =
        Template.compile(
            node.label(),
            node.content().path("handlebarsTemplate").textValue(),
            TemplateFiles.NONE,
            TemplateLimits.ELEMENT);
    Map<String, Object> element =
        Map.of(
            "externalId",
            "e\"1\n",
            "type",
            Map.of("name", type),
            "data",
            data,
            "sourceExternalId",
            "a\"",
            "targetExternalId",
            "b",
            "sourceId",
            11L,
            "targetId",
            12L);
    return Json.mapper()
        .readTree(
            template.render(
                Map.of("element", element),
                new SettingsResolver(
                    server.settings,
                    InstantSource.system(),
                    new java.util.concurrent.locks.ReentrantLock())));
  }

  private long id(String identifier) {
    return server.settings.byIdentifier(identifier).orElseThrow().id();
  }

  @Test
  void aPackOfSearchesHasFourSharedNodesAndFourOfTheInstance() throws Exception {
    installed(
        "log-search",
        8,
        "sts_topo_log-search_http___logs.lab_8089",
        "instance_name",
        "My logs",
        "api_url",
        " http://logs.lab:8089",
        "api_token",
        "s3cret");
    assertThat(
            server
                .settings
                .byType("ComponentMappingFunction")
                .get(0)
                .content()
                .path("script")
                .textValue())
        .contains("labels << \"log-search-instance:My logs\"");
    assertThat(server.settings.all())
        .noneMatch(node -> node.content().toString().contains("s3cret"));
    JsonNode component =
        render(
            "log-search",
            "component",
            "Server",
            Map.of(
                "layer",
                "Machines",
                "domain",
                "New \"domain\"",
                "environment",
                "Production",
                "labels",
                List.of("l1", "log-search-instance:My logs"),
                "tags",
                List.of("t\\")));
    assertThat(component.path("type").asLong())
        .isEqualTo(id("urn:stackpack:common:component-type:server"));
    assertThat(component.path("layer").asLong())
        .isEqualTo(id("urn:stackpack:common:layer:machines"));
    assertThat(component.path("domain").asLong())
        .isEqualTo(id("urn:system:auto:domain:new--domain-"));
    assertThat(component.path("environments").get(0).asLong())
        .isEqualTo(id("urn:stackpack:common:environment:production"));
    assertThat(component.path("labels").findValuesAsText("name"))
        .containsExactly("l1", "log-search-instance:My logs", "stackpack:log-search", "t\\");
    assertThat(component.path("name").textValue()).isEqualTo("e\"1\n");
    JsonNode relation = render("log-search", "relation", "is hosted on", Map.of());
    assertThat(relation.path("type").asLong())
        .isEqualTo(id("urn:stackpack:common:relation-type:is-hosted-on"));
    assertThat(relation.path("name").textValue()).isEqualTo("a\" --> b");
  }

  @Test
  void aPackWithIconsChecksAndSeveralViews() throws Exception {
    installed("erp", 17, "sts_topo_erp_erp.lab", "erp_host", "erp.lab");
    assertThat(
            server
                .settings
                .byIdentifier("urn:stackpack:erp:shared:component-type:erp-host")
                .orElseThrow()
                .content()
                .path("iconbase64")
                .textValue())
        .startsWith("data:image/svg+xml;base64,");
    assertThat(server.settings.byType("QueryView"))
        .extracting(node -> node.content().path("query").textValue())
        .contains("type IN (\"erp-process\") AND label IN (\"erp-host:erp.lab\")");
    JsonNode process =
        render(
            "erp",
            "component",
            "erp-process",
            Map.of(
                "host",
                "erp.lab",
                "layer",
                "urn:stackpack:common:layer:processes",
                "domain",
                "ERP",
                "environment",
                "ERP",
                "streams",
                List.of(
                    Map.of(
                        "id",
                        "-105",
                        "name",
                        "events",
                        "dataSource",
                        "urn:stackpack:common:data-source:stackstate-generic-events",
                        "conditions",
                        List.of(Map.of("key", "tags.pid", "value", 7)))),
                "checks",
                List.of(Map.of("name", "health", "isErpCheck", true, "streamId", "-105"))));
    assertThat(process.path("type").asLong())
        .isEqualTo(id("urn:stackpack:erp:shared:component-type:erp-process"));
    assertThat(process.at("/streams/0/query/conditions/0/value").textValue()).isEqualTo("7");
    assertThat(process.at("/streams/0/id").asInt()).isEqualTo(-105);
    assertThat(process.at("/checks/0/arguments/0/stream").asInt()).isEqualTo(-105);
    assertThat(process.at("/checks/0/arguments/0/parameter").asLong())
        .isEqualTo(
            server
                .settings
                .byIdentifier("urn:stackpack:erp:shared:check-function:health")
                .orElseThrow()
                .content()
                .at("/parameters/0/id")
                .asLong());
    assertThat(
            render(
                    "erp",
                    "component",
                    "unheard of",
                    Map.of(
                        "layer",
                        "urn:stackpack:common:layer:uncategorized",
                        "domain",
                        "ERP",
                        "environment",
                        "ERP"))
                .path("type")
                .asLong())
        .isEqualTo(id("urn:system:auto:component-type:erp-generic"));
  }

  @Test
  void aPackWithAViewHealthConfigurationAndAnAction() throws Exception {
    installed(
        "netmon", 11, "sts_topo_netmon_netmon.lab", "netmon_url", "netmon.lab", "netmon_name", "N");
    Node view = server.settings.byType("QueryView").get(0);
    assertThat(view.content().at("/viewHealthStateConfiguration/arguments/1/parameter").asLong())
        .isEqualTo(
            server
                .settings
                .byIdentifier(
                    "urn:stackpack:common:view-health-state-configuration-function:minimum-health-states")
                .orElseThrow()
                .content()
                .at("/parameters/1/id")
                .asLong());
    assertThat(server.settings.byType("ComponentActionDefinition")).hasSize(1);
    JsonNode component =
        render(
            "netmon",
            "component",
            "network_host",
            Map.of(
                "layer",
                "networking",
                "domain",
                "netmon",
                "environments",
                List.of("Production", "Lab"),
                "labels",
                List.of(),
                "metrics",
                List.of()));
    assertThat(component.path("type").asLong())
        .isEqualTo(id("urn:stackpack:netmon:shared:component-type:network_host"));
    assertThat(component.path("environments")).hasSize(2);
    assertThat(render("netmon", "relation", "has", Map.of()).path("type").asLong())
        .isEqualTo(id("urn:system:auto:relation-type:has"));
  }

  @Test
  void anElementThatLacksWhatItsTemplateNeedsFailsAloneWithItsPlace() throws Exception {
    installed("erp", 17, "sts_topo_erp_h", "erp_host", "h");
    Map<String, Object> data = new HashMap<>(Map.of("domain", "ERP", "environment", "ERP"));
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> render("erp", "component", "erp-host", data))
        .hasMessageMatching(
            "urn:stackpack:erp:shared:component-template-function:component, line \\d+, column \\d+: there is no node \"\"");
    data.put("layer", "urn:stackpack:common:layer:machines");
    assertThat(render("erp", "component", "erp-host", data).path("streams")).isEmpty();
  }

  @Test
  void nothingIsLeftOfAPackButWhatItDidNotBring() throws Exception {
    List<String> untouched = server.identifiers();
    for (String[] pack :
        new String[][] {
          {"log-search", "instance_name", "a", "api_url", "u", "api_token", "t"},
          {"erp", "erp_host", "h"},
          {"netmon", "netmon_url", "u", "netmon_name", "n"},
          {"autosync", "sts_instance_type", "t", "sts_instance_url", "u"}
        }) {
      PackInstance instance =
          server.install(pack[0], java.util.Arrays.copyOfRange(pack, 1, pack.length));
      assertThat(instance.error()).isNull();
      server.packs.uninstall(pack[0], instance.id());
      assertThat(server.identifiers()).as(pack[0]).isEqualTo(untouched);
    }
    assertThat(server.instances.values()).extracting(PackInstance::pack).containsExactly("common");
  }
}
