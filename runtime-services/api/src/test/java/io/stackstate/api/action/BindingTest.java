package io.stackstate.api.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.api.action.Binding.InvalidBindQueryException;
import io.stackstate.api.auth.Caller;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.scope.Scope;
import io.stackstate.api.topology.Fixture;
import io.stackstate.stql.Query;
import io.stackstate.topology.TopologySnapshot;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Health sheet, section 15, case 62: which components have an action. */
class BindingTest {
  private final TopologySnapshot shop = Fixture.snapshot();
  private final Binding binding = new Binding();

  private static ComponentAction action(String bindQuery) {
    return new ComponentAction(5, "a", null, null, bindQuery, "1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type = \"database\"|false|true",
        "label = \"team:cart\" AND layer = \"Applications\"|true|false",
        "withNeighborsOf(components = (name = \"cart-db\"), direction = \"up\")|true|true",
        "withNeighborsOf(components = (name = \"cart-db\"), direction = \"down\")|false|true",
        "name = \"*\"|true|true",
        "id = '2'|true|false"
      })
  void anActionIsOfTheComponentsThatItsQuerySelects(String query, boolean api, boolean db)
      throws Exception {
    assertThat(binding.has(shop, 2, action(query))).isEqualTo(api);
    assertThat(binding.has(shop, 3, action(query))).isEqualTo(db);
  }

  @Test
  void aQueryFindsNothingThroughWhatIsOutOfScope() throws Exception {
    Caller team =
        new Caller("t", Permission.scoped(), List.of(Query.parseScope("name = \"cart-api\"")));
    TopologySnapshot seen = Scope.of(team).restrict(shop);
    String query = "withNeighborsOf(components = (name = \"cart-db\"), direction = \"up\")";

    assertThat(binding.has(seen, 2, action(query))).isFalse();
    assertThat(binding.has(seen, 2, action("layer = \"Applications\""))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name =|bindQuery: line 1, column 7",
        "colour = \"red\"|bindQuery: line 1, column 1",
        "' '|bindQuery: found nothing, expected STQL"
      })
  void whatIsWrongWithAQueryIsTold(String query, String problem) {
    assertThat(Binding.problem(action(query)).orElseThrow()).startsWith(problem);
    assertThatThrownBy(() -> binding.has(shop, 2, action(query)))
        .isInstanceOf(InvalidBindQueryException.class)
        .hasMessageStartingWith(problem);
  }
}
