package io.stackstate.api.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.api.JsonText;
import io.stackstate.api.cause.RootCauseMode;
import io.stackstate.api.http.JsonBody;
import io.stackstate.model.change.Change;
import io.stackstate.model.check.ElementTelemetry;
import io.stackstate.topology.TopologySnapshot;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class WritersTest {
  private final TopologySnapshot snapshot = snapshot();

  @Test
  void writesASnapshotOfTwoComponentsWithTheRelationBetweenThem() throws IOException {
    RoaringBitmap components = new RoaringBitmap();
    components.add(snapshot.componentOrdinal(1));
    components.add(snapshot.componentOrdinal(2));
    RoaringBitmap relations = RoaringBitmap.bitmapOf(snapshot.relationOrdinal(12));
    SnapshotRequest request =
        new SnapshotRequest(
            "", OptionalLong.empty(), OptionalLong.empty(), true, false, RootCauseMode.NO_CAUSE);
    assertWrites(
        "snapshot.json",
        out -> SnapshotWriter.write(out, snapshot, components, relations, List.of(), request));
  }

  @Test
  void writesAComponentInFull() throws IOException {
    assertWrites(
        "component.json",
        out ->
            ElementWriter.writeComponent(
                out, snapshot, snapshot.componentOrdinal(2), ElementTelemetry.none(2)));
  }

  @Test
  void writesARelationInFull() throws IOException {
    assertWrites(
        "relation.json",
        out ->
            ElementWriter.writeRelation(
                out, snapshot, snapshot.relationOrdinal(26), ElementTelemetry.none(26)));
  }

  private static TopologySnapshot snapshot() {
    List<Change> changes = Fixture.changes();
    changes.add(Fixture.failing(2));
    changes.add(Fixture.failing(26));
    changes.add(Fixture.failing(12));
    return Fixture.snapshot(changes);
  }

  private static void assertWrites(String golden, JsonBody body) throws IOException {
    assertThat(JsonText.pretty(body)).isEqualTo(JsonText.golden(WritersTest.class, golden));
  }
}
