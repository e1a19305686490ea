package io.stackstate.functions.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NodeFunctionsTest {
  private final MemoryNodes nodes = new MemoryNodes();

  private String render(String text, Map<String, ?> parameters) {
    return Template.compile("t", text, TemplateFiles.NONE, TemplateLimits.ELEMENT)
        .render(parameters, nodes);
  }

  @Test
  void identifiersAreMadeOfKebabTypeAndSlugName() {
    assertThat(
            render(
                "{{identifier \"urn:stackpack:common\" \"RelationType\" \"is hosted on\"}}",
                Map.of()))
        .isEqualTo("urn:stackpack:common:relation-type:is-hosted-on");
    assertThat(NodeIdentifier.of("p", "ComponentType", "network_host é/x"))
        .isEqualTo("p:component-type:network_host--/x");
  }

  @Test
  void getFindsIdentifiersWithOtherHyphensInTheType() {
    nodes.node(5, "RelationType", "is hosted on", "urn:stackpack:common:relationtype:is-hosted-on");
    nodes.node(6, "Layer", "x", "urn:stackpack:a:shared:component-type:x-y");
    assertThat(render("{{get 'urn:stackpack:common:relation-type:is-hosted-on'}}", Map.of()))
        .isEqualTo("5");
    assertThat(render("{{get 'urn:stackpack:A:shared:componenttype:x-y'}}", Map.of()))
        .isEqualTo("6");
    assertThatThrownBy(() -> render("{{get 'urn:stackpack:a:shared:componenttype:xy'}}", Map.of()))
        .hasMessageContaining("there is no node \"urn:stackpack:a:shared:componenttype:xy\"");
  }

  @Test
  void getWithAPathFindsWhatTheNodeOwns() {
    nodes.owned(9, "urn:f", "Parameter", "metrics");
    assertThat(render("{{get 'urn:f' 'Type=Parameter;Name=metrics'}}", Map.of())).isEqualTo("9");
    assertThatThrownBy(() -> render("{{get 'urn:f' 'Type=Parameter;Name=x'}}", Map.of()))
        .hasMessageContaining("there is no Parameter \"x\" in \"urn:f\"");
    assertThatThrownBy(() -> render("{{get 'urn:f' 'metrics'}}", Map.of()))
        .hasMessageContaining("expected \"Type=<type>;Name=<name>\"");
  }

  @Test
  void getFirstExistingYieldsTheFirstThatResolves() {
    nodes.node(2, "Layer", "b", "urn:b");
    assertThat(render("{{getFirstExisting 'urn:a' 'urn:b'}}", Map.of())).isEqualTo("2");
    assertThatThrownBy(() -> render("{{getFirstExisting 'urn:x' 'urn:y'}}", Map.of()))
        .hasMessageContaining("none of the nodes exists: \"urn:x\", \"urn:y\"");
  }

  @Test
  void resolveFindsByTypeAndName() {
    nodes.node(3, "DataSource", "StackState Metrics", "urn:m");
    assertThat(render("{{ resolve \"DataSource\" \"StackState Metrics\" }}", Map.of()))
        .isEqualTo("3");
    assertThatThrownBy(() -> render("{{ resolve \"DataSource\" \"x\" }}", Map.of()))
        .hasMessageContaining("there is no DataSource named \"x\"");
  }

  @Test
  void resolveOrCreateTakesTheDefaultForWhatIsMissingOrEmpty() {
    String template = "{{resolveOrCreate 'Layer' layer 'Auto-synced Components'}}";
    String id = render(template, Map.of());
    assertThat(render(template, Map.of("layer", ""))).isEqualTo(id);
    assertThat(render(template, Map.of("layer", "Edge"))).isNotEqualTo(id);
    assertThat(nodes.byIdentifier("urn:system:auto:layer:auto-synced-components"))
        .hasValue(Long.parseLong(id));
    assertThat(nodes.count()).isEqualTo(2);
  }

  @Test
  void getOrCreateCreatesOneNodeUnderParallelRenderings() {
    Template template =
        Template.compile(
            "t",
            "{{getOrCreate (identifier 'urn:stackpack:common' 'Layer' l) (identifier 'urn:system:auto' 'Layer' l)"
                + " (concat 'Type=Layer;Name=' l)}}",
            TemplateFiles.NONE,
            TemplateLimits.ELEMENT);
    Set<String> ids =
        IntStream.range(0, 50)
            .parallel()
            .mapToObj(i -> template.render(Map.of("l", "Machines; and = more"), nodes))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(ids).hasSize(1);
    assertThat(nodes.count()).isEqualTo(1);
    assertThat(nodes.byTypeAndName("Layer", "Machines; and = more")).isPresent();
  }

  @Test
  void getOrCreateOfAnotherFormResolvesByName() {
    nodes.node(4, "Layer", "Edge", "urn:edge");
    assertThat(render("{{getOrCreate 'Layer' 'Edge' 'Default'}}", Map.of())).isEqualTo("4");
  }

  @Test
  void onlyTypesThatHaveNoContentAreCreatedAndOnlyInTheirNamespace() {
    assertThatThrownBy(
            () ->
                render(
                    "{{getOrCreate 'urn:a' 'urn:system:auto:x' 'Type=QueryView;Name=x'}}",
                    Map.of()))
        .hasMessageContaining("found \"QueryView\", expected one of ComponentType, Domain");
    assertThatThrownBy(
            () -> render("{{getOrCreate 'urn:a' 'urn:mine:x' 'Type=Layer;Name=x'}}", Map.of()))
        .hasMessageContaining("expected one that starts with urn:system:auto");
    assertThatThrownBy(
            () ->
                render("{{getOrCreate 'urn:a' 'urn:system:auto:x' 'Type=Layer;Name='}}", Map.of()))
        .hasMessageContaining("the name of the Layer to create is empty");
  }
}
