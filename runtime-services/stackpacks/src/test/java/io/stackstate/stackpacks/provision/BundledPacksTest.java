package io.stackstate.stackpacks.provision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.functions.template.Template;
import io.stackstate.functions.template.TemplateFiles;
import io.stackstate.functions.template.TemplateLimits;
import io.stackstate.model.Json;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.stj.SettingsResolver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BundledPacksTest {
  private final PackServer server = new PackServer();

  @Test
  void theListOfFilesIsComplete() throws Exception {
    Path root = Path.of("src/main/resources/io/stackstate/stackpacks/packs");
    TreeSet<String> files = new TreeSet<>();
    try (Stream<Path> paths = Files.walk(root)) {
      paths
          .filter(Files::isRegularFile)
          .map(path -> root.relativize(path).toString().replace('\\', '/'))
          .filter(path -> !path.equals("files.txt"))
          .forEach(files::add);
    }
    assertThat(Files.readAllLines(root.resolve("files.txt"))).containsExactlyElementsOf(files);
    assertThat(BundledPacks.all()).allSatisfy(pack -> assertThat(pack.warnings()).isEmpty());
  }

  @Test
  void commonHasWhatPublishedPacksReferTo() throws Exception {
    PackInstance common = server.install("common");
    assertThat(common.error()).isNull();
    assertThat(common.status()).isEqualTo(Status.INSTALLED);
    assertThat(server.identifiers())
        .contains(
            "urn:stackpack:common:layer:uncategorized",
            "urn:stackpack:common:layer:machines",
            "urn:stackpack:common:data-source:stackstate-metrics",
            "urn:stackpack:common:data-source:stackstate-generic-events",
            "urn:stackpack:common:environment:production",
            "urn:stackpack:common:component-type:server",
            "urn:stackpack:common:relation-type:is-hosted-on",
            "urn:stackpack:common:check-function:metrics-minimum-last-value",
            "urn:stackpack:common:view-health-state-configuration-function:minimum-health-states",
            "urn:stackpack:common:view-health-state-configuration-function:minimum-propagated-health-states",
            "urn:stackpack:common:propagation-function:active-failover",
            "urn:stackpack:common:propagation-function:stop-propagation-for-relation-type",
            "urn:stackpack:common:id-extractor-function:default-function",
            "urn:stackpack:common:monitor-function:threshold",
            "urn:stackpack:kubernetes-v2:shared:monitor-function:threshold",
            "urn:stackpack:common:monitor-function:metric-above-threshold",
            "urn:stackpack:common:event-handler-function:slack",
            "urn:stackpack:common:event-handler-function:http-webhook-post",
            "urn:stackpack:common:event-handler-function:sms",
            "urn:stackpack:common:event-handler-function:email");
    assertThat(server.settings.byType("Layer"))
        .hasSize(17)
        .filteredOn(node -> node.name().equals("Services"))
        .singleElement()
        .satisfies(node -> assertThat(node.content().path("order").asInt()).isEqualTo(400));
    assertThat(server.settings.byTypeAndName("DataSource", "StackState Metrics")).hasSize(1);
  }

  @Test
  void customSynchronizationRendersComponentsOfAnyShape() throws Exception {
    server.install(
        "autosync", "sts_instance_type", " example", "sts_instance_url", "example://e-1 ");
    Template template = template("ComponentTemplateFunction");
    SettingsResolver nodes =
        new SettingsResolver(
            server.settings,
            InstantSource.system(),
            new java.util.concurrent.locks.ReentrantLock());
    JsonNode empty = render(template, nodes, Map.of());
    assertThat(empty.path("name").textValue()).isEqualTo("app\"1\n");
    assertThat(empty.at("/labels/0/name").textValue()).isEqualTo("example:example://e-1");
    assertThat(empty.path("layer").asLong())
        .isEqualTo(id("urn:system:auto:layer:auto-synced-components"));
    JsonNode full =
        render(
            template,
            nodes,
            Map.of(
                "name",
                "N \"q\" \\ \n",
                "description",
                "d",
                "layer",
                "Edge",
                "labels",
                List.of("l1", "category:l2"),
                "tags",
                List.of("t\"1"),
                "metrics",
                List.of(
                    Map.of(
                        "name",
                        "m1",
                        "id",
                        -5,
                        "conditions",
                        List.of(Map.of("key", "k", "value", "v\"")),
                        "aggregation",
                        "MAX"),
                    Map.of(
                        "name",
                        "m2",
                        "stream_id",
                        -6,
                        "metric_field",
                        "f",
                        "conditions",
                        List.of()))));
    assertThat(full.path("name").textValue()).isEqualTo("N \"q\" \\ \n");
    assertThat(full.path("labels").findValuesAsText("name"))
        .containsExactly("l1", "category:l2", "t\"1", "example:example://e-1");
    assertThat(full.at("/streams/0/query/aggregation").textValue()).isEqualTo("MAX");
    assertThat(full.at("/streams/1/id").asInt()).isEqualTo(-6);
    assertThat(full.at("/streams/1/query/metricField").textValue()).isEqualTo("f");
    assertThat(full.at("/streams/0/dataSource").asLong())
        .isEqualTo(id("urn:stackpack:common:data-source:stackstate-metrics"));
  }

  @Test
  void customSynchronizationRendersRelations() throws Exception {
    server.install("autosync", "sts_instance_type", "t", "sts_instance_url", "u");
    SettingsResolver nodes =
        new SettingsResolver(
            server.settings,
            InstantSource.system(),
            new java.util.concurrent.locks.ReentrantLock());
    JsonNode relation = render(template("RelationTemplateFunction"), nodes, Map.of());
    assertThat(relation.path("name").textValue()).isEqualTo("a --> b");
    assertThat(relation.path("source").asLong()).isEqualTo(11);
    assertThat(relation.path("dependencyDirection").textValue()).isEqualTo("ONE_WAY");
  }

  private Template template(String type) {
    Node node = server.settings.byType(type).get(0);
    return Template.compile(
        node.label(),
        node.content().path("handlebarsTemplate").textValue(),
        TemplateFiles.NONE,
        TemplateLimits.ELEMENT);
  }

  private static JsonNode render(
      Template template, SettingsResolver nodes, Map<String, Object> data) throws Exception {
    Map<String, Object> element =
        Map.of(
            "externalId",
            "app\"1\n",
            "type",
            Map.of("name", "application"),
            "data",
            data,
            "sourceExternalId",
            "a",
            "targetExternalId",
            "b",
            "sourceId",
            11L,
            "targetId",
            12L);
    return Json.mapper().readTree(template.render(Map.of("element", element), nodes));
  }

  private long id(String identifier) {
    return server.settings.byIdentifier(identifier).orElseThrow().id();
  }
}
