package io.stackstate.stql;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.stql.Plan.All;
import io.stackstate.stql.Plan.Complement;
import io.stackstate.stql.Plan.Expansion;
import io.stackstate.stql.Plan.Intersection;
import io.stackstate.stql.Plan.Lookup;
import io.stackstate.stql.Plan.None;
import io.stackstate.topology.Attribute;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlannerTest {
  private final FixtureSnapshot shop = Elements.shop();

  @Test
  void looksUpRareValuesFirstThenHealthThenTraverses() throws Exception {
    Plan plan =
        plan(
            "withNeighborsOf(components = (id = 1)) AND healthstate = CRITICAL AND name != ledger"
                + " AND environment = Production AND layer = Databases");
    assertThat(plan).isInstanceOf(Intersection.class);
    List<Plan> operands = ((Intersection) plan).operands();
    assertThat(operands.subList(0, 4))
        .containsExactly(
            lookup(Attribute.LAYER, "Databases"),
            new Complement(lookup(Attribute.NAME, "ledger")),
            lookup(Attribute.ENVIRONMENT, "Production"),
            lookup(Attribute.HEALTH, "CRITICAL"));
    assertThat(operands.get(4)).isInstanceOf(Expansion.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "layer = Databases AND label = *",
        "layer = Databases OR withCauseOf()",
        "layer = Databases NOT withCauseOf()",
        "layer = Databases AND (name = * OR withNeighborsOf())"
      })
  void dropsWhatChangesNothing(String query) throws Exception {
    assertThat(plan(query)).isEqualTo(lookup(Attribute.LAYER, "Databases"));
  }

  @Test
  void knowsWhatIsEverythingOrNothing() throws Exception {
    assertThat(plan("label IN (x, *)")).isEqualTo(new All());
    assertThat(plan("name != * AND withNeighborsOf()")).isEqualTo(new None());
    assertThat(plan("withNeighborsOf(components = (withCauseOf()))")).isEqualTo(new None());
    assertThat(plan("NOT withCauseOf()")).isEqualTo(new All());
  }

  private Plan plan(String query) throws Exception {
    return new Planner(new Estimates(shop)).plan(Query.parse(query).steps());
  }

  private static Lookup lookup(Attribute attribute, String value) {
    return new Lookup(attribute, List.of(value));
  }
}
