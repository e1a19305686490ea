package io.stackstate.stackpacks.provision;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.stackpacks.settings.Node;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Functions and templates of packs in the shape of published ones, one after the other. */
class ElementChainTest {
  private final PackServer server = new PackServer();

  private ElementChain chain(String pack, String... config) throws Exception {
    if (!pack.equals("autosync")) {
      server.packs.upload(pack + ".sts", PackServer.sts(pack, "1.0.0"));
    }
    PackInstance instance = server.install(pack, config);
    assertThat(instance.error()).isNull();
    Node sync =
        server.settings.byType("Sync").stream()
            .filter(node -> node.identifier().startsWith("urn:stackpack:" + pack + ":"))
            .findFirst()
            .orElseThrow();
    return new ElementChain(server.settings, sync);
  }

  private static List<String> labels(ElementChain.Result result) {
    return result.rendered().path("labels").findValuesAsText("name");
  }

  private String identifier(long id) {
    return server.settings.byId(id).orElseThrow().identifier();
  }

  @Test
  void identifiersInOneTextAreSplitAndLabelsInOneTextToo() throws Exception {
    ElementChain chain =
        chain("log-search", "instance_name", "n", "api_url", "u", "api_token", "t");
    Map<String, Object> data = Map.of("identifiers", "urn:host:/a,urn:host:/b", "labels", "l1,l2");
    ElementChain.Result host = chain.component("h", "Host", data);
    assertThat(host.extracted().identifiers())
        .containsExactlyInAnyOrder("urn:host:/a", "urn:host:/b");
    assertThat(host.extracted().type()).isEqualTo("host");
    assertThat(host.element().get("data").toString()).contains("urn:host:/a,urn:host:/b");
    assertThat(labels(host))
        .containsExactly("l1", "l2", "log-search-instance:n", "stackpack:log-search");
    assertThat(identifier(host.rendered().path("layer").asLong()))
        .isEqualTo("urn:stackpack:common:layer:uncategorized");
    assertThat(labels(chain.component("h", "Host", Map.of("labels", List.of("l1")))))
        .containsExactly("log-search-instance:n", "stackpack:log-search");
    assertThat(
            chain
                .relation("r", "Is hosted on", "a", "b", Map.of())
                .rendered()
                .path("source")
                .asLong())
        .isEqualTo(11);
  }

  @Test
  void emptyMapsAreMissingValuesAndMappingsAddStreamsAndChecks() throws Exception {
    ElementChain chain = chain("erp", "erp_host", "h");
    ElementChain.Result process =
        chain.component("p1", "erp-process", Map.of("pid", 7, "host", "h", "domain", Map.of()));
    assertThat(process.extracted().identifiers()).containsExactly("p1");
    assertThat(identifier(process.rendered().path("domain").asLong()))
        .isEqualTo("urn:stackpack:erp:shared:domain:erp");
    assertThat(identifier(process.rendered().path("layer").asLong()))
        .isEqualTo("urn:stackpack:common:layer:processes");
    assertThat(process.rendered().path("streams")).hasSize(1);
    assertThat(process.rendered().path("checks")).hasSize(1);
    assertThat(chain.component("x", "other", Map.of("host", "h")).rendered().path("streams"))
        .isEmpty();
  }

  @Test
  void defaultsOfAMappingReplaceWhatIsNotThere() throws Exception {
    ElementChain chain = chain("netmon", "netmon_url", "u", "netmon_name", "N");
    ElementChain.Result host =
        chain.component(
            "h", "network_host", Map.of("environment", "Production", "labels", List.of("x")));
    assertThat(labels(host)).containsExactly("netmon-instance:N", "stackpack:netmon");
    assertThat(host.rendered().path("environments")).hasSize(1);
    assertThat(identifier(host.rendered().at("/environments/0").asLong()))
        .isEqualTo("urn:stackpack:common:environment:production");
  }

  @Test
  void customSynchronizationTakesElementsAsTheyAre() throws Exception {
    ElementChain chain =
        chain("autosync", "sts_instance_type", "example", "sts_instance_url", "example://e-1");
    ElementChain.Result app =
        chain.component(
            "app1",
            "Application",
            Map.of("labels", List.of("l1", "category:l2"), "identifiers", List.of("urn:app:/1")));
    assertThat(app.extracted().identifiers()).containsExactly("urn:app:/1");
    assertThat(app.rendered().path("name").textValue()).isEqualTo("app1");
    assertThat(labels(app)).containsExactly("l1", "category:l2", "example:example://e-1");
    assertThat(identifier(app.rendered().path("type").asLong()))
        .isEqualTo("urn:stackpack:common:component-type:application");
    assertThat(identifier(app.rendered().path("layer").asLong()))
        .isEqualTo("urn:system:auto:layer:auto-synced-components");
    assertThat(
            chain
                .relation("r", "uses", "app1", "db", Map.of("dependencyDirection", "BOTH"))
                .rendered()
                .path("dependencyDirection")
                .textValue())
        .isEqualTo("BOTH");
  }
}
