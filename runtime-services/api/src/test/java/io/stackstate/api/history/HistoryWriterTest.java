package io.stackstate.api.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.api.JsonText;
import io.stackstate.api.http.JsonBody;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Relation;
import io.stackstate.model.change.Source;
import io.stackstate.stackgraph.ElementChange;
import io.stackstate.stackgraph.ElementHistory;
import io.stackstate.stackgraph.ElementState;
import io.stackstate.stackgraph.ElementVersion;
import io.stackstate.stackgraph.TopologyDiff;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoryWriterTest {
  private static final ElementState NEW = db("db-1", "{\"cores\":8}", HealthState.UNKNOWN);
  private static final ElementState RENAMED =
      db("orders-db", "{\"cores\":16}", HealthState.UNKNOWN);
  private static final ElementState SICK = db("orders-db", "{\"cores\":16}", HealthState.CRITICAL);
  private static final ElementState LINK =
      new ElementState.OfRelation(
          new Relation(
              31,
              null,
              "uses",
              3,
              7,
              DependencyDirection.BOTH,
              List.of("proto:tcp"),
              null,
              null,
              77,
              "a->b"),
          HealthState.UNKNOWN,
          HealthState.CLEAR);

  @Test
  void writesAllVersionsOfAnElement() throws IOException {
    ElementHistory history =
        new ElementHistory(
            7,
            1000,
            9000,
            Optional.empty(),
            List.of(
                new ElementVersion(11, 2000, new ElementChange(null, NEW)),
                new ElementVersion(12, 3000, new ElementChange(NEW, RENAMED)),
                new ElementVersion(13, 4000, new ElementChange(RENAMED, SICK)),
                new ElementVersion(14, 5000, new ElementChange(SICK, null))));
    assertWrites("history.json", out -> HistoryWriter.writeHistory(out, history, List.of(8L)));
  }

  @Test
  void writesWhatDiffersWithHealthApart() throws IOException {
    TopologyDiff diff =
        new TopologyDiff(
            1000,
            9000,
            List.of(
                new ElementChange(RENAMED, SICK),
                new ElementChange(NEW, SICK),
                new ElementChange(NEW, null)),
            List.of(new ElementChange(null, LINK)));
    assertWrites("diff.json", out -> HistoryWriter.writeDiff(out, diff));
  }

  @Test
  void writesVersionsOfManyElements() throws IOException {
    List<ElementVersion> versions =
        List.of(
            new ElementVersion(11, 2000, new ElementChange(LINK, null)),
            new ElementVersion(12, 3000, new ElementChange(RENAMED, SICK)));
    assertWrites(
        "changes.json", out -> HistoryWriter.writeVersions(out, 1000, 9000, versions, false));
  }

  private static ElementState db(String name, String properties, HealthState health) {
    Component component =
        new Component(
            7,
            name,
            "database",
            "Databases",
            "Shop",
            List.of("Production"),
            List.of("team:data"),
            List.of("urn:db:1"),
            null,
            "15.4",
            properties,
            List.of(new Source(77, "db-1", null)));
    return new ElementState.OfComponent(component, health, HealthState.UNKNOWN);
  }

  private static void assertWrites(String golden, JsonBody body) throws IOException {
    assertThat(JsonText.pretty(body)).isEqualTo(JsonText.golden(HistoryWriterTest.class, golden));
  }
}
