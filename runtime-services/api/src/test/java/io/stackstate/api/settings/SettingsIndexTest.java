package io.stackstate.api.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.stackpacks.settings.Node;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsIndexTest {
  private static Node layer(long id, String name) {
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    content.put("_type", "Layer").put("id", id).put("name", name);
    return new Node(id, "Layer", "urn:x:layer:" + id, name, null, null, false, content, 0);
  }

  private static List<Long> edges(SettingsIndex index) {
    return index.byTypeAndName("Layer", "Edge").stream().map(Node::id).toList();
  }

  @Test
  void findsNodesByTheNameThatTheyHaveNow() {
    SettingsIndex first =
        SettingsIndex.EMPTY.with(
            List.of(layer(3, "Edge"), layer(1, "Edge"), layer(2, "Core")), List.of());
    SettingsIndex second = first.with(List.of(layer(1, "Core"), layer(2, "Edge")), List.of());
    SettingsIndex third = second.with(List.of(), List.of(2L, 3L));

    assertThat(edges(first)).containsExactly(1L, 3L);
    assertThat(edges(second)).containsExactly(2L, 3L);
    assertThat(edges(third)).isEmpty();
    assertThat(third.byTypeAndName("Layer", "Core")).extracting(Node::id).containsExactly(1L);
    assertThat(third.byTypeAndName("Domain", "Core")).isEmpty();
  }

  @Test
  void whatLooksLikeANodeInAFieldThatOthersDefineIsNone() {
    ObjectNode handler = JsonNodeFactory.instance.objectNode();
    handler.put("_type", "EventHandler").put("id", 9).put("name", "h");
    handler.putObject("spec").putObject("template").put("_type", "Layer").put("id", 1);
    handler.putArray("arguments").addObject().put("_type", "ArgumentStringVal").put("id", 10);

    SettingsIndex index =
        SettingsIndex.EMPTY.with(
            List.of(
                layer(1, "Edge"),
                new Node(9, "EventHandler", null, "h", null, null, false, handler, 0)),
            List.of());

    assertThat(index.byId(1).orElseThrow().type()).isEqualTo("Layer");
    assertThat(index.byId(10).orElseThrow().id()).isEqualTo(9);
  }
}
