package io.stackstate.stackpacks.stj;

import static io.stackstate.stackpacks.stj.Documents.apply;
import static io.stackstate.stackpacks.stj.Documents.layer;
import static io.stackstate.stackpacks.stj.Documents.nodes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.stackpacks.settings.ChangeSet;
import io.stackstate.stackpacks.settings.MemorySettings;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.stj.ImportOptions.Strategy;
import io.stackstate.stackpacks.stj.SettingsExport.Form;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsExportTest {
  private final MemorySettings settings = new MemorySettings();

  private static String export(MemorySettings from, Form form) throws Exception {
    return new SettingsExport(from, Documents.CLOCK).export(ExportRequest.everything(), form);
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void anExportImportsAgainWithoutAChange(Form form) throws Exception {
    apply(settings, Documents.SYNC, ImportOptions.plain());
    String text = export(settings, form);
    assertThat(apply(settings, text, ImportOptions.plain()).changeSet().isEmpty()).isTrue();
    MemorySettings other = new MemorySettings();
    apply(other, text, ImportOptions.plain());
    assertThat(export(other, form)).isEqualTo(text);
    assertThat(other.all()).isEqualTo(settings.all());
  }

  @Test
  void whatBelongsToAnElementIsNeitherExportedNorImported() throws Exception {
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    content.put("_type", "ElementTelemetry").put("id", 5L).put("name", "cart").put("element", 9);
    settings.commit(
        new ChangeSet(
            List.of(new Node(5, "ElementTelemetry", null, "cart", null, null, false, content, 0)),
            List.of()));

    assertThat(export(settings, Form.STJ)).doesNotContain("ElementTelemetry");
    assertThatThrownBy(() -> apply(settings, nodes(content.toString()), ImportOptions.plain()))
        .hasMessageContaining("\"ElementTelemetry\", which belongs to an element");
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void anyTextSurvives(Form form) throws Exception {
    Random random = new Random(3);
    for (int round = 0; round < 40; round++) {
      MemorySettings from = new MemorySettings();
      for (int i = 0; i < 10; i++) {
        String identifier = "urn:stackpack:p:shared:layer:" + i;
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        content.put("_type", "Layer").put("id", i + 1L).put("identifier", identifier);
        content.put("name", text(random)).put("description", text(random)).put("order", i / 4.0);
        from.commit(
            new ChangeSet(
                List.of(
                    new Node(
                        i + 1L,
                        "Layer",
                        identifier,
                        content.path("name").textValue(),
                        null,
                        null,
                        false,
                        content,
                        0)),
                List.of()));
      }
      String exported = export(from, form);
      MemorySettings to = new MemorySettings();
      apply(to, exported, ImportOptions.plain());
      for (Node node : from.all()) {
        ObjectNode copy = to.byIdentifier(node.identifier()).orElseThrow().content();
        assertThat(copy.path("name")).isEqualTo(node.content().path("name"));
        assertThat(copy.path("description")).isEqualTo(node.content().path("description"));
        assertThat(copy.path("order").decimalValue())
            .isEqualByComparingTo(node.content().path("order").decimalValue());
      }
    }
  }

  private static String text(Random random) {
    String[] pieces = {
      "{{",
      "}}",
      "\\",
      "\"",
      "'",
      "\n",
      "\n\n",
      "  ",
      "- a",
      "a: b",
      "#",
      "x",
      "é",
      "\u2028",
      "\t",
      "{{{",
      "}}}",
      "\\{{",
      "|",
      ">",
      "%",
      "@",
      "0",
      "null",
      "true",
      "\r",
      "\u0001",
      "\uD83D\uDE00",
      "&a",
      "*a",
      "!t"
    };
    StringBuilder out = new StringBuilder();
    for (int n = random.nextInt(9); n >= 0; n--) {
      out.append(pieces[random.nextInt(pieces.length)]);
    }
    return out.toString();
  }

  @Test
  void referencesToOtherNodesAreWrittenByIdentifier() throws Exception {
    apply(settings, Documents.SYNC, ImportOptions.plain());
    ExportRequest onlySync = new ExportRequest(List.of(), List.of("Sync"), null, List.of());
    assertThatThrownBy(
            () ->
                new SettingsExport(new MemorySettings(), Documents.CLOCK)
                    .export(
                        new ExportRequest(List.of(5L), List.of("Snyc"), null, List.of()), Form.STJ))
        .hasMessageContaining("nodesWithIds: there is no node with id 5")
        .hasMessageContaining("did you mean Sync?");
    String text = new SettingsExport(settings, Documents.CLOCK).export(onlySync, Form.STJ);
    assertThat(text)
        .contains(
            "\"extTopology\": {{ get \"urn:stackpack:p:shared:data-source:d\" \"Type=ExtTopology;Name=\" }}")
        .contains("{{ get \"urn:stackpack:p:shared:relation-template-function:r\" }}");
  }

  @Test
  void anExportOfSomeNodesImportsWhereTheOthersAre() throws Exception {
    apply(settings, Documents.SYNC, ImportOptions.plain());
    String text =
        new SettingsExport(settings, Documents.CLOCK)
            .export(new ExportRequest(List.of(), List.of("Sync"), null, List.of()), Form.STY);
    assertThat(apply(settings, text, ImportOptions.plain()).changeSet().isEmpty()).isTrue();
  }

  @Test
  void nodesOfANamespaceMayReferToAllowedOnesOnly() throws Exception {
    apply(settings, Documents.SYNC, ImportOptions.plain());
    SettingsExport export = new SettingsExport(settings, Documents.CLOCK);
    assertThatThrownBy(
            () ->
                export.export(
                    new ExportRequest(
                        null, null, "urn:stackpack:p:shared:sync", List.of("urn:stackpack:common")),
                    Form.STJ))
        .hasMessageContaining("expected one in urn:stackpack:common");
    assertThat(
            export.export(
                new ExportRequest(
                    null, null, "urn:stackpack:p:shared:sync", List.of("urn:stackpack:p")),
                Form.STY))
        .contains(
            "templateFunction: {{ get \"urn:stackpack:p:shared:component-template-function:c\" }}");
  }

  @Test
  void locksAndOwnersAreNotExported() throws Exception {
    apply(
        settings,
        nodes(layer("urn:stackpack:p:layer:a", "A", "")),
        ImportOptions.shared("urn:stackpack:p", Strategy.FAIL));
    assertThat(export(settings, Form.STJ)).doesNotContain("locked").doesNotContain("ownedBy");
  }
}
