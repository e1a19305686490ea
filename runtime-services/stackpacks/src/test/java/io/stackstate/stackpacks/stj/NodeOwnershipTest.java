package io.stackstate.stackpacks.stj;

import static io.stackstate.stackpacks.stj.Documents.apply;
import static io.stackstate.stackpacks.stj.Documents.layer;
import static io.stackstate.stackpacks.stj.Documents.nodes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.stackpacks.settings.MemorySettings;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.stj.ImportOptions.Strategy;
import org.junit.jupiter.api.Test;

/** Whose nodes are: a StackPack's, another one's, a user's. */
class NodeOwnershipTest {
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
  void nodesOfAPackAreLockedAgainstUsers() throws Exception {
    apply(settings, nodes(layer(EDGE, "Edge", "")), ImportOptions.shared(P, Strategy.FAIL));
    assertThat(node(EDGE).ownedBy()).isEqualTo(P);
    assertThat(node(EDGE).locked()).isTrue();
    String changed = nodes(layer(EDGE, "Mine", ""));
    assertThatThrownBy(() -> apply(settings, changed, ImportOptions.plain()))
        .hasMessageContaining("is locked by urn:stackpack:p; unlock it to change it");
    SettingsImport importer = Documents.importer(settings);
    assertThatThrownBy(() -> importer.delete(node(EDGE).id())).hasMessageContaining("is locked by");
    importer.unlock(node(EDGE).id());
    apply(settings, changed, ImportOptions.plain());
    assertThat(node(EDGE).name()).isEqualTo("Mine");
    assertThat(node(EDGE).ownedBy()).isEqualTo(P);
    assertThat(node(EDGE).locked()).isFalse();
  }

  @Test
  void whatAUserUnlockedAndChangedFailsIsSkippedOrIsOverwritten() throws Exception {
    nodesOfAPackAreLockedAgainstUsers();
    String next = nodes(layer(EDGE, "Edge 2", ""), layer(P + ":shared:layer:n", "New", ""));
    assertThatThrownBy(() -> apply(settings, next, ImportOptions.shared(P, Strategy.FAIL)))
        .hasMessageContaining(EDGE + ": was unlocked and changed");
    assertThat(settings.all()).hasSize(1);
    apply(settings, next, ImportOptions.shared(P, Strategy.SKIP));
    assertThat(node(EDGE).name()).isEqualTo("Mine");
    assertThat(settings.all()).hasSize(2);
    apply(settings, next, ImportOptions.shared(P, Strategy.OVERWRITE));
    assertThat(node(EDGE).name()).isEqualTo("Edge 2");
    assertThat(node(EDGE).locked()).isTrue();
  }

  @Test
  void sharedAndInstanceNamespacesDoNotTouchEachOther() throws Exception {
    String one = P + ":instance:1:layer:a";
    String two = P + ":instance:2:layer:a";
    apply(settings, nodes(layer(EDGE, "Edge", "")), ImportOptions.shared(P, Strategy.FAIL));
    apply(settings, nodes(layer(one, "One", "")), ImportOptions.instance(P, "1", Strategy.FAIL));
    apply(settings, nodes(layer(two, "Two", "")), ImportOptions.instance(P, "2", Strategy.FAIL));
    apply(settings, nodes(layer(EDGE, "Edge", "")), ImportOptions.shared(P, Strategy.FAIL));
    assertThat(settings.all()).hasSize(3);
    SettingsImport importer = Documents.importer(settings);
    importer.deleteAll(ImportOptions.instance(P, "1", Strategy.FAIL));
    assertThat(settings.all()).extracting(Node::name).containsExactlyInAnyOrder("Edge", "Two");
    importer.deleteAll(ImportOptions.shared(P, Strategy.FAIL));
    assertThat(settings.all()).extracting(Node::name).containsExactly("Two");
  }

  @Test
  void aNodeThatTwoPacksBringStaysWithTheFirst() throws Exception {
    ImportOptions first = ImportOptions.shared(P, Strategy.FAIL);
    ImportOptions second = ImportOptions.shared("urn:stackpack:q", Strategy.FAIL);
    apply(settings, nodes(layer(EDGE, "Edge", "")), first);
    apply(settings, nodes(layer(EDGE, "Edge", "")), second);
    assertThat(settings.byIdentifier(EDGE).orElseThrow().ownedBy()).isEqualTo(P);
    Documents.importer(settings).deleteAll(second);
    assertThat(settings.byIdentifier(EDGE)).isPresent();
  }

  @Test
  void nodesOfAnotherPackAreNotTaken() throws Exception {
    apply(settings, nodes(layer(EDGE, "Edge", "")), ImportOptions.shared(P, Strategy.FAIL));
    assertThatThrownBy(
            () ->
                apply(
                    settings,
                    nodes(layer(EDGE, "X", "")),
                    ImportOptions.shared("urn:stackpack:q", Strategy.OVERWRITE)))
        .hasMessageContaining(EDGE + ": is owned by urn:stackpack:p");
  }
}
