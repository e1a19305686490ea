package io.stackstate.stackpacks.stj;

import static io.stackstate.stackpacks.stj.Documents.apply;
import static io.stackstate.stackpacks.stj.Documents.layer;
import static io.stackstate.stackpacks.stj.Documents.nodes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.stackpacks.settings.MemorySettings;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.stj.NodeChange.Kind;
import org.junit.jupiter.api.Test;

class DeclaredSettingsTest {
  private final MemorySettings settings = new MemorySettings();

  private Node node(String identifier) {
    return settings.byIdentifier(identifier).orElseThrow();
  }

  private static final ImportOptions SHOP = ImportOptions.declared("urn:decl:shop", false);
  private static final ImportOptions OTHER = ImportOptions.declared("urn:decl:other", false);

  @Test
  void aDeclarationOwnsItsNodesWhateverTheirIdentifiersAre() throws Exception {
    apply(settings, nodes(layer("urn:a:edge", "Edge", ""), layer("urn:b:core", "Core", "")), SHOP);
    apply(settings, nodes(layer("urn:a:other", "Other", "")), OTHER);

    ImportPlan plan = apply(settings, nodes(layer("urn:b:core", "Core", "")), SHOP);

    assertThat(plan.count(Kind.DELETED)).isEqualTo(1);
    assertThat(plan.count(Kind.UNCHANGED)).isEqualTo(1);
    assertThat(plan.warnings()).isEmpty();
    assertThat(settings.byIdentifier("urn:a:edge")).isEmpty();
    assertThat(node("urn:b:core").ownedBy()).isEqualTo("urn:decl:shop");
    assertThat(node("urn:a:other").ownedBy()).isEqualTo("urn:decl:other");
  }

  @Test
  void aDeclarationTakesNothingThatBelongsToAnother() throws Exception {
    apply(settings, nodes(layer("urn:a:edge", "Edge", "")), OTHER);

    assertThatThrownBy(() -> apply(settings, nodes(layer("urn:a:edge", "Edge", "")), SHOP))
        .hasMessageContaining("is owned by urn:decl:other");
  }

  @Test
  void aDeclarationTakesOverWhatBelongsToNobodyOnlyWhenAsked() throws Exception {
    apply(settings, nodes(layer("urn:a:edge", "Edge", "")), ImportOptions.plain());

    assertThatThrownBy(() -> apply(settings, nodes(layer("urn:a:edge", "Edge", "")), SHOP))
        .hasMessageContaining("exists already and belongs to nobody");
    apply(
        settings,
        nodes(layer("urn:a:edge", "Edge", "")),
        ImportOptions.declared("urn:decl:shop", true));

    assertThat(node("urn:a:edge").ownedBy()).isEqualTo("urn:decl:shop");
  }

  @Test
  void aDeclarationRepairsWhatAUserUnlockedAndChanged() throws Exception {
    apply(settings, nodes(layer("urn:a:edge", "Edge", "")), SHOP);
    Documents.importer(settings).unlock(node("urn:a:edge").id());
    apply(settings, nodes(layer("urn:a:edge", "Mine", "")), ImportOptions.plain());
    assertThat(node("urn:a:edge").name()).isEqualTo("Mine");

    apply(settings, nodes(layer("urn:a:edge", "Edge", "")), SHOP);

    assertThat(node("urn:a:edge").name()).isEqualTo("Edge");
    assertThat(node("urn:a:edge").locked()).isTrue();
  }
}
