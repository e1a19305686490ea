package io.stackstate.stackpacks.stj;

import static io.stackstate.stackpacks.stj.Documents.apply;
import static io.stackstate.stackpacks.stj.Documents.layer;
import static io.stackstate.stackpacks.stj.Documents.nodes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.stackpacks.settings.FunctionChecks;
import io.stackstate.stackpacks.settings.MemorySettings;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.settings.SettingsException;
import io.stackstate.stackpacks.stj.ImportOptions.Strategy;
import io.stackstate.stackpacks.stj.NodeChange.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsImportTest {
  private static final String P = "urn:stackpack:p";
  private static final String EDGE = P + ":shared:layer:edge";

  private final MemorySettings settings = new MemorySettings();

  private Node node(String identifier) {
    return settings.byIdentifier(identifier).orElseThrow();
  }

  private ObjectNode content(String identifier) {
    return node(identifier).content();
  }

  @Test
  void localIdsResolveForwardBackwardAndIntoNestedNodes() throws Exception {
    ImportPlan plan = apply(settings, Documents.SYNC, ImportOptions.plain());
    assertThat(plan.count(Kind.CREATED)).isEqualTo(5);
    assertThat(plan.warnings()).isEmpty();
    ObjectNode sync = content("urn:stackpack:p:shared:sync:s");
    ObjectNode source = content("urn:stackpack:p:shared:data-source:d");
    assertThat(sync.path("extTopology")).isEqualTo(source.at("/extTopology/id"));
    assertThat(source.at("/extTopology/dataSource").asLong()).isEqualTo(source.path("id").asLong());
    long extractor = node("urn:stackpack:p:shared:id-extractor-function:i").id();
    assertThat(sync.at("/topologyDataQuery/componentIdExtractorFunction").asLong())
        .isEqualTo(extractor);
    assertThat(sync.at("/topologyDataQuery/relationIdExtractorFunction").asLong())
        .isEqualTo(extractor);
    assertThat(sync.at("/defaultRelationAction/templateFunction").asLong())
        .isEqualTo(node("urn:stackpack:p:shared:relation-template-function:r").id());
    assertThat(source.at("/config/_type").textValue()).isEqualTo("Sts.StsTopologyDataSourceConfig");
    assertThat(
            content("urn:stackpack:p:shared:component-template-function:c")
                .path("handlebarsTemplate")
                .textValue())
        .isEqualTo("{\"name\":\"{{ element.externalId }}\",\n\"x\":{\"y\":{}}}");
  }

  @Test
  void importingAgainChangesNothingAndWritesNothing() throws Exception {
    apply(settings, Documents.SYNC, ImportOptions.plain());
    int commits = settings.commits();
    ImportPlan again = apply(settings, Documents.SYNC, ImportOptions.plain());
    assertThat(again.count(Kind.UNCHANGED)).isEqualTo(5);
    assertThat(again.nodes()).hasSize(5);
    assertThat(settings.commits()).isEqualTo(commits);
  }

  @Test
  void theSameNodeGetsTheSameIdInEveryInstallation() throws Exception {
    MemorySettings other = new MemorySettings();
    apply(settings, Documents.SYNC, ImportOptions.plain());
    apply(other, Documents.SYNC, ImportOptions.plain());
    assertThat(other.all()).isEqualTo(settings.all());
  }

  @Test
  void aDryRunComputesTheDifferenceAndChangesNothing() throws Exception {
    apply(settings, nodes(layer(EDGE, "Edge", ",\"order\":1")), ImportOptions.plain());
    int commits = settings.commits();
    ImportPlan plan =
        Documents.importer(settings)
            .dryRun(
                StjSource.of("d", nodes(layer(EDGE, "Rand", ",\"order\":1.0"))),
                ImportOptions.plain());
    assertThat(plan.changes())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.kind()).isEqualTo(Kind.UPDATED);
              assertThat(change.fields())
                  .extracting(NodeChange.FieldChange::path)
                  .containsExactly("name");
            });
    assertThat(settings.commits()).isEqualTo(commits);
    assertThat(node(EDGE).name()).isEqualTo("Edge");
  }

  @Test
  void nodesWithoutIdentifierAreCreatedAnew() throws Exception {
    String document = "{\"nodes\":[{\"_type\":\"Layer\",\"name\":\"L\"}]}";
    apply(settings, document, ImportOptions.plain());
    apply(settings, document, ImportOptions.plain());
    assertThat(settings.byTypeAndName("Layer", "L")).hasSize(2);
  }

  @Test
  void aNamespaceBecomesWhatTheDocumentSays() throws Exception {
    ImportOptions options = ImportOptions.namespace(P, Strategy.FAIL);
    apply(settings, nodes(layer("urn:other:layer:x", "X", "")), ImportOptions.plain());
    apply(settings, nodes(layer(EDGE, "Edge", ""), layer(P + ":layer:b", "B", "")), options);
    assertThat(
            apply(settings, nodes(layer(EDGE, "Edge", ""), layer(P + ":layer:b", "B", "")), options)
                .changeSet()
                .isEmpty())
        .isTrue();
    ImportPlan plan = apply(settings, nodes(layer(EDGE, "Edge", "")), options);
    assertThat(plan.count(Kind.DELETED)).isEqualTo(1);
    assertThat(settings.all()).extracting(Node::name).containsExactlyInAnyOrder("Edge", "X");
    assertThatThrownBy(
            () -> apply(settings, "{\"nodes\":[{\"_type\":\"Layer\",\"name\":\"L\"}]}", options))
        .hasMessage(
            "doc.stj, line 1: Layer \"L\": identifier: missing, expected one in urn:stackpack:p");
    assertThatThrownBy(() -> apply(settings, nodes(layer("urn:other:layer:y", "Y", "")), options))
        .hasMessageContaining("expected one in urn:stackpack:p");
  }

  @Test
  void errorsNameFileLineNodeAndPathAndAllAreShown() {
    assertThatThrownBy(
            () ->
                apply(
                    settings,
                    nodes(
                        layer(EDGE, "Edge", ",\"order\":\"high\""),
                        "{\"_type\":\"QueryView\",\"name\":\"V\",\"query\":\"label ===\"}",
                        "{\"_type\":\"ComponentTemplateFunction\",\"name\":\"T\",\"handlebarsTemplate\":\"\\{{#if\\}}\","
                            + "\n\"parameters\":[{\"_type\":\"Parameter\",\"name\":\"e\"}]}"),
                    ImportOptions.plain()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(
            "doc.stj, line 2: " + EDGE + ": order: found \"high\", expected a number")
        .hasMessageContaining("doc.stj, line 3: QueryView \"V\": query: line 1, column")
        .hasMessageContaining(
            "doc.stj, line 4: ComponentTemplateFunction \"T\": handlebarsTemplate: line 1, column 1 of the template")
        .hasMessageContaining(
            "doc.stj, line 5: ComponentTemplateFunction \"T\": parameters[0].type: missing");
    assertThat(settings.all()).isEmpty();
  }

  @Test
  void brokenDocumentsAreRefusedWithTheirPlace() {
    assertThatThrownBy(() -> apply(settings, "{\"nodes\":[\n{\"_type\":}]}", ImportOptions.plain()))
        .hasMessageContaining("doc.stj, line 2: Unexpected character");
    assertThatThrownBy(() -> apply(settings, "{\"nodes\":[\n{{nope x}}]}", ImportOptions.plain()))
        .hasMessageContaining("doc.stj, line 2: column 3: found \"nope\"");
    assertThatThrownBy(() -> apply(settings, "{}", ImportOptions.plain()))
        .hasMessageContaining("nodes: missing, expected a list");
    assertThatThrownBy(() -> apply(settings, "[]", ImportOptions.plain()))
        .hasMessageContaining("found no object");
    assertThatThrownBy(() -> apply(settings, "", ImportOptions.plain()))
        .hasMessageContaining("the document is empty");
    assertThatThrownBy(
            () -> apply(settings, "{\"_version\":\"2.0.0\",\"nodes\":[]}", ImportOptions.plain()))
        .hasMessageContaining("_version: found 2.0.0, expected at most 1.0.99");
    assertThatThrownBy(
            () ->
                apply(
                    settings, nodes("{\"_type\":\"Leyer\",\"name\":\"x\"}"), ImportOptions.plain()))
        .hasMessageContaining("found unknown type \"Leyer\"; did you mean Layer?");
    assertThatThrownBy(
            () ->
                apply(
                    settings, nodes("{\"_type\":\"Label\",\"name\":\"x\"}"), ImportOptions.plain()))
        .hasMessageContaining("lives inside other nodes only");
  }

  @Test
  void localIdsThatAreMissingOrDoubleAreErrors() {
    assertThatThrownBy(
            () ->
                apply(
                    settings,
                    nodes(layer(EDGE, "a", ",\"id\":-1"), layer(EDGE + "2", "b", ",\"id\":-1")),
                    ImportOptions.plain()))
        .hasMessageContaining(
            EDGE + "2: id: found -1, which another node of the document has, too");
    assertThatThrownBy(
            () ->
                apply(
                    settings,
                    Documents.SYNC.replace("\"extTopology\":-3", "\"extTopology\":-99"),
                    ImportOptions.plain()))
        .hasMessageContaining("extTopology: found -99, which no node of the document has");
    assertThatThrownBy(
            () ->
                apply(
                    settings,
                    Documents.SYNC.replace("\"extTopology\":-3", "\"extTopology\":-1"),
                    ImportOptions.plain()))
        .hasMessageContaining("extTopology: refers to a DataSource, expected ExtTopology");
    assertThatThrownBy(
            () ->
                apply(
                    settings,
                    Documents.SYNC.replace("\"extTopology\":-3", "\"extTopology\":77"),
                    ImportOptions.plain()))
        .hasMessageContaining("extTopology: there is no node with id 77");
  }

  @Test
  void unknownFieldsAreKeptWithAWarning() throws Exception {
    ImportPlan plan =
        apply(settings, nodes(layer(EDGE, "Edge", ",\"colour\":1")), ImportOptions.plain());
    assertThat(plan.warnings())
        .singleElement()
        .hasToString("doc.stj, line 2: " + EDGE + ": colour: unknown field of Layer, ignored");
    assertThat(content(EDGE).path("colour").asInt()).isEqualTo(1);
  }

  @Test
  void scriptsThatDoNotCompileAreErrors() {
    FunctionChecks compiler =
        (type, script, parameters) ->
            List.of(type + " with " + parameters + ": line 1: unexpected token");
    SettingsImport importer = new SettingsImport(settings, compiler, Documents.CLOCK);
    assertThatThrownBy(
            () -> importer.apply(StjSource.of("d", Documents.SYNC), ImportOptions.plain()))
        .hasMessageContaining(
            "groovyScript: IdExtractorFunction with [struct]: line 1: unexpected token");
  }

  @Test
  void aDocumentInYamlIsTheSame() throws Exception {
    String yaml =
        """
        nodes:
        - _type: Layer
          identifier: %s
          name: "Edge: {{ x }}"
          order: {{ add 10 0.5 }}
        """
            .formatted(EDGE);
    Documents.importer(settings)
        .apply(
            new StjSource(
                "d.sty",
                yaml,
                java.util.Map.of("x", "a \"b\""),
                io.stackstate.functions.template.TemplateFiles.NONE),
            ImportOptions.plain());
    assertThat(node(EDGE).name()).isEqualTo("Edge: a \"b\"");
    assertThat(content(EDGE).path("order").asDouble()).isEqualTo(10.5);
  }

  @Test
  void whatTemplatesCreateIsPartOfTheTransaction() throws Exception {
    String document =
        nodes(
            "{\"_type\":\"Component\",\"name\":\"c\",\"type\":{{resolveOrCreate \"ComponentType\" \"t\" \"\"}},"
                + "\"layer\":{{getOrCreate \"urn:x\" \"urn:system:auto:layer:l\" \"Type=Layer;Name=l\"}},"
                + "\"domain\":{{resolveOrCreate \"Domain\" \"d\" \"\"}},\"environments\":[],\"broken\":BROKEN}");
    assertThatThrownBy(
            () -> apply(settings, document.replace("BROKEN", "{"), ImportOptions.plain()))
        .isInstanceOf(SettingsException.class);
    assertThat(settings.all()).isEmpty();
    apply(settings, document.replace("BROKEN", "1"), ImportOptions.plain());
    assertThat(settings.all()).hasSize(4);
    assertThat(content("urn:system:auto:layer:l").path("order").asInt())
        .isGreaterThanOrEqualTo(10_000);
    assertThat(node("urn:system:auto:layer:l").ownedBy()).isNull();
  }

  @Test
  void aPackWithoutIdentifiersGetsThemFromTypeAndName() throws Exception {
    String document = nodes("{\"_type\":\"Layer\",\"name\":\"My layer\"}");
    ImportPlan plan = apply(settings, document, ImportOptions.shared(P, Strategy.FAIL));
    assertThat(plan.warnings()).hasSize(1);
    apply(settings, document, ImportOptions.shared(P, Strategy.FAIL));
    assertThat(settings.all()).extracting(Node::identifier).containsExactly(P + ":layer:my-layer");
  }

  @Test
  void nestedNodesKeepTheirIdsWhenTheirNeighboursChange() throws Exception {
    apply(settings, Documents.SYNC, ImportOptions.plain());
    String function = "urn:stackpack:p:shared:id-extractor-function:i";
    long parameter = content(function).at("/parameters/0/id").asLong();
    apply(
        settings,
        Documents.SYNC.replace(
            "\"parameters\":[{\"_type\":\"Parameter\",\"name\":\"struct\"",
            "\"parameters\":[{\"_type\":\"Parameter\",\"name\":\"new\",\"type\":\"STRING\"},"
                + "{\"_type\":\"Parameter\",\"name\":\"struct\""),
        ImportOptions.plain());
    assertThat(content(function).at("/parameters/1/id").asLong()).isEqualTo(parameter);
  }

  @Test
  void whoRefersToADeletedNodeIsNamed() throws Exception {
    apply(settings, Documents.SYNC, ImportOptions.plain());
    ImportPlan plan =
        apply(
            settings,
            nodes(layer(P + ":shared:id-extractor-function:other", "x", "")),
            ImportOptions.namespace(P + ":shared:id-extractor-function", Strategy.FAIL));
    assertThat(plan.warnings())
        .singleElement()
        .hasToString("urn:stackpack:p:shared:sync:s: refers to a node that is deleted");
  }

  @Test
  void aCopyIsAUsersOwnWithItsOwnNestedNodes() throws Exception {
    apply(settings, Documents.SYNC, ImportOptions.shared(P, Strategy.FAIL));
    Node original = node("urn:stackpack:p:shared:data-source:d");
    Node copy = Documents.importer(settings).copy(original.id(), "Mine");
    assertThat(copy.name()).isEqualTo("Mine");
    assertThat(copy.identifier()).isNull();
    assertThat(copy.locked()).isFalse();
    assertThat(copy.ownedBy()).isNull();
    assertThat(copy.content().at("/extTopology/dataSource").asLong()).isEqualTo(copy.id());
    assertThat(copy.content().at("/extTopology/id"))
        .isNotEqualTo(original.content().at("/extTopology/id"));
    assertThat(settings.all()).hasSize(6);
  }

  @Test
  void valuesThatNobodyPublishedAreWarnings() throws Exception {
    ImportPlan plan =
        apply(
            settings,
            Documents.SYNC.replaceFirst("MergePreferTheirs", "MergeSomehow"),
            ImportOptions.plain());
    assertThat(plan.warnings())
        .singleElement()
        .asString()
        .contains(
            "defaultComponentAction.mergeStrategy: found \"MergeSomehow\", expected one of MergePreferMine");
  }
}
