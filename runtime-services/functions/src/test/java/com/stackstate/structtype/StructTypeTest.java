package com.stackstate.structtype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StructTypeTest {
  private final Map<String, Object> inner = new HashMap<>(Map.of("a", "b"));
  private final List<Object> tags = new ArrayList<>(List.of("x", inner));
  private final StructType struct =
      StructType.wrapMap(new HashMap<>(Map.of("data", inner, "tags", tags, "name", "n")));

  @Test
  @SuppressWarnings("unchecked")
  void nothingInItCanBeChangedThroughIt() {
    Map<String, Object> data = (Map<String, Object>) struct.get("data");
    List<Object> list = (List<Object>) struct.get("tags");

    assertThatThrownBy(() -> data.put("a", 1)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> list.add(1)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> ((Map<String, Object>) list.get(1)).clear())
        .isInstanceOf(UnsupportedOperationException.class);
    struct.forEach(
        (key, value) ->
            assertThatThrownBy(() -> ((Map<String, Object>) value).put("z", 1))
                .isInstanceOfAny(UnsupportedOperationException.class, ClassCastException.class));
    assertThatThrownBy(() -> struct.entrySet().iterator().next().setValue(1))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(inner).isEqualTo(Map.of("a", "b"));
    assertThat(tags).hasSize(2);
  }

  @Test
  void readsLikeTheMapItIsOver() {
    assertThat(struct)
        .hasSize(3)
        .containsEntry("data", Map.of("a", "b"))
        .containsEntry("tags", List.of("x", Map.of("a", "b")));
    assertThat(struct.getStructOrEmpty("data").getString("a")).contains("b");
  }

  @Test
  @SuppressWarnings("unchecked")
  void aCopyCanBeChangedBelowItsTop() {
    Map<String, Object> copy = struct.asReadonlyMap();

    ((Map<String, Object>) copy.get("data")).put("identifiers", List.of());

    assertThat(inner).doesNotContainKey("identifiers");
    assertThatThrownBy(() -> copy.put("b", 1)).isInstanceOf(UnsupportedOperationException.class);
  }
}
