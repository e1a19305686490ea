package io.stackstate.synchronization.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.settings.SettingsNodeName;
import io.stackstate.model.settings.SettingsNodeName.Owned;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SettingsNodesTest {
  private final SettingsNodes nodes = new SettingsNodes();

  private static SettingsNodeName node(long id, String identifier, String name) {
    return new SettingsNodeName(id, identifier, name, null, List.of());
  }

  @Test
  void findsNodesWhateverHyphensTheTypeInTheIdentifierHas() {
    nodes.put("RelationType", node(5, "urn:stackpack:common:relationtype:is-hosted-on", "x"));

    assertThat(nodes.byIdentifier("urn:stackpack:common:relation-type:is-hosted-on")).hasValue(5);
    assertThat(nodes.byIdentifier("urn:stackpack:common:relation-type:isHosted")).isEmpty();
  }

  @Test
  void createsOneNodeForParallelCalls() {
    Set<Long> ids = ConcurrentHashMap.newKeySet();
    IntStream.range(0, 50)
        .parallel()
        .forEach(i -> ids.add(nodes.getOrCreate("Layer", "Edge", "urn:system:auto:layer:edge")));

    assertThat(ids).hasSize(1);
    assertThat(nodes.node(ids.iterator().next()).name()).isEqualTo("Edge");
  }

  @Test
  void idsOfCreatedNodesFollowFromWhatTheyAre() {
    long id = nodes.getOrCreate("Layer", "Edge", "urn:system:auto:layer:edge");

    assertThat(new SettingsNodes().getOrCreate("Layer", "Edge", "urn:system:auto:layer:other"))
        .isEqualTo(id);
    assertThat(nodes.getOrCreate("Domain", "Edge", "urn:system:auto:domain:edge")).isNotEqualTo(id);
  }

  @Test
  void aPublishedNodeGoesBeforeOneThatWasMadeHere() {
    long made = nodes.getOrCreate("Layer", "Edge", "urn:system:auto:layer:edge");
    nodes.put("Layer", node(7, "urn:mine:edge", "Edge"));
    assertThat(nodes.byTypeAndName("Layer", "Edge")).hasValue(7);

    nodes.remove("Layer", 7);
    assertThat(nodes.byTypeAndName("Layer", "Edge")).hasValue(made);
    assertThat(nodes.byIdentifier("urn:mine:edge")).isEmpty();
  }

  @Test
  void ofSeveralNodesWithOneNameItIsTheOneWithTheLowestId() {
    nodes.put("DataSource", node(9, null, "Metrics"));
    nodes.put("DataSource", node(8, null, "Metrics"));

    assertThat(nodes.byTypeAndName("DataSource", "Metrics")).hasValue(8);
    assertThat(nodes.byTypeAndName("Layer", "Metrics")).isEmpty();
  }

  @Test
  void saysWhatFollowsFromANode() {
    assertThat(nodes.put("Layer", node(7, "urn:a", "A"))).isEqualTo(SettingsNodes.Effect.NONE);
    assertThat(nodes.put("Layer", node(7, "urn:a", "B"))).isEqualTo(SettingsNodes.Effect.RENAMED);
    SettingsNodeName ordered = new SettingsNodeName(7, "urn:a", "B", 12.5, List.of());
    assertThat(nodes.put("Layer", ordered)).isEqualTo(SettingsNodes.Effect.REORDERED);
    assertThat(nodes.put("Layer", ordered)).isEqualTo(SettingsNodes.Effect.NONE);
    assertThat(nodes.layerOrder("B")).isEqualTo(12.5);
    assertThat(nodes.layerOrder("unknown")).isEqualTo(10_000);
    assertThat(nodes.remove("Layer", 7)).isEqualTo(SettingsNodes.Effect.REORDERED);
    assertThat(nodes.remove("Layer", 7)).isEqualTo(SettingsNodes.Effect.NONE);
  }

  @Test
  void findsWhatANodeOwns() {
    nodes.put(
        "CheckFunction",
        new SettingsNodeName(1, "urn:f", "f", null, List.of(new Owned(2, "Parameter", "metrics"))));

    assertThat(nodes.ownedBy("urn:f", "Parameter", "metrics")).hasValue(2);
    assertThat(nodes.ownedBy("urn:f", "Parameter", "other")).isEmpty();
    assertThat(nodes.ownedBy("urn:g", "Parameter", "metrics")).isEmpty();
  }

  @Test
  void namesInUseAreFoundByNameAndByIdentifierInWhateverOrderTheyCame() {
    SettingsNodes other = new SettingsNodes();
    nodes.inUse("Layer", "Web Tier");
    nodes.inUse("Layer", "web tier");
    other.inUse("Layer", "web tier");
    other.inUse("Layer", "Web Tier");

    assertThat(nodes.byTypeAndName("Layer", "Web Tier")).isPresent();
    assertThat(nodes.byTypeAndName("Layer", "web tier")).isPresent();
    assertThat(nodes.byIdentifier("urn:system:auto:layer:web-tier"))
        .isPresent()
        .isEqualTo(other.byIdentifier("urn:system:auto:layer:web-tier"));
  }
}
