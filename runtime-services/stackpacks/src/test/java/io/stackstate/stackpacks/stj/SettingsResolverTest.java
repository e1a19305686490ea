package io.stackstate.stackpacks.stj;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.functions.template.Template;
import io.stackstate.functions.template.TemplateFiles;
import io.stackstate.functions.template.TemplateLimits;
import io.stackstate.stackpacks.settings.MemorySettings;
import io.stackstate.stackpacks.settings.Node;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SettingsResolverTest {
  private final MemorySettings settings = new MemorySettings();
  private final ReentrantLock writer = new ReentrantLock();

  private String render(Template template, Map<String, ?> parameters) {
    return template.render(parameters, new SettingsResolver(settings, Documents.CLOCK, writer));
  }

  private static Template template(String text) {
    return Template.compile("t", text, TemplateFiles.NONE, TemplateLimits.ELEMENT);
  }

  @Test
  void fiftyParallelRenderingsCreateOneNode() {
    Template template = template("{{resolveOrCreate 'Layer' l ''}}");
    Set<String> ids =
        IntStream.range(0, 50)
            .parallel()
            .mapToObj(i -> render(template, Map.of("l", "Edge")))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(ids).hasSize(1);
    assertThat(settings.all())
        .singleElement()
        .satisfies(
            node -> {
              assertThat(node.identifier()).isEqualTo("urn:system:auto:layer:edge");
              assertThat(node.ownedBy()).isNull();
            });
  }

  @Test
  void createdLayersAndDomainsFollowThoseOfPacksInTheOrderOfTheirCreation() {
    Template template = template("{{resolveOrCreate 'Domain' d ''}}");
    render(template, Map.of("d", "b"));
    render(template, Map.of("d", "a"));
    assertThat(settings.all())
        .extracting(Node::name, node -> node.content().path("order").asInt())
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("b", 10_000),
            org.assertj.core.groups.Tuple.tuple("a", 10_001));
  }

  @Test
  void nodesOfOtherHyphensAreTheSame() throws Exception {
    Documents.apply(
        settings,
        Documents.nodes(
            "{\"_type\":\"RelationType\",\"identifier\":\"urn:stackpack:common:relationtype:is-hosted-on\",\"name\":\"x\"}"),
        ImportOptions.plain());
    assertThat(
            render(
                template(
                    "{{getOrCreate (identifier 'urn:stackpack:common' 'RelationType' 'is hosted on')"
                        + " 'urn:system:auto:relation-type:x' 'Type=RelationType;Name=x'}}"),
                Map.of()))
        .isEqualTo(Long.toString(settings.all().iterator().next().id()));
    assertThat(settings.all()).hasSize(1);
  }
}
