package io.stackstate.api.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.api.monitor.RelatedComponents.Place;
import io.stackstate.api.monitor.RelatedComponents.Relation;
import io.stackstate.api.topology.Fixture;
import io.stackstate.topology.TopologySnapshot;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RelatedComponentsTest {
  private static Map<Long, Place> around(long component) {
    TopologySnapshot shop = Fixture.snapshot();
    Map<Long, Place> places = new TreeMap<>();
    RelatedComponents.of(shop, shop.componentOrdinal(component))
        .forEach((ordinal, place) -> places.put(shop.componentId(ordinal), place));
    return places;
  }

  @Test
  void dependenciesAndWhatIsImpactedHaveTheirDistance() {
    assertThat(around(2))
        .containsExactlyEntriesOf(
            new TreeMap<>(
                Map.of(
                    1L, new Place(Relation.IMPACTED, 1),
                    2L, new Place(Relation.SELF, 0),
                    3L, new Place(Relation.DEPENDENCY, 1),
                    4L, new Place(Relation.DEPENDENCY, 2),
                    5L, new Place(Relation.IMPACTED, 1),
                    6L, new Place(Relation.RELATED, 1))));
  }

  @Test
  void aSiblingIsRelatedOnly() {
    assertThat(around(1).get(5L)).isEqualTo(new Place(Relation.RELATED, 2));
    assertThat(around(4).get(6L)).isEqualTo(new Place(Relation.IMPACTED, 1));
  }
}
