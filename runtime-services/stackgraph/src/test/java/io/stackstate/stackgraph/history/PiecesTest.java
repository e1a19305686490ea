package io.stackstate.stackgraph.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.change.Change;
import io.stackstate.model.change.Commit;
import io.stackstate.stackgraph.SampleTopology;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PiecesTest {
  private final List<List<Commit>> written = new ArrayList<>();

  @Test
  void cutsAlsoInTheMiddleOfACommit() {
    List<Change> changes =
        IntStream.range(0, 10).mapToObj(n -> SampleTopology.component(n, "x")).toList();
    int size = changes.get(0).value().length;
    Pieces pieces = new Pieces(4 * size, written::add);
    pieces.add(new Commit(1, 5, changes.subList(0, 2)));
    pieces.add(new Commit(2, 6, changes.subList(2, 10)));
    pieces.flush();

    assertThat(written).hasSizeGreaterThan(2);
    assertThat(written)
        .allSatisfy(
            piece ->
                assertThat(piece.stream().mapToInt(c -> c.changes().size()).sum()).isLessThan(5));
    assertThat(written.stream().flatMap(List::stream).flatMap(c -> c.changes().stream()))
        .containsExactlyElementsOf(changes);
  }

  @Test
  void keepsARecordThatIsLargerThanAPiece() {
    Pieces pieces = new Pieces(10, written::add);
    pieces.add(new Commit(1, 5, List.of(SampleTopology.component(1, "x"))));
    pieces.add(new Commit(2, 5, List.of(SampleTopology.component(2, "x"))));
    pieces.flush();
    assertThat(written).hasSize(2).allSatisfy(piece -> assertThat(piece).hasSize(1));
  }

  @Test
  void writesNothingWhenThereIsNothing() {
    new Pieces(10, written::add).flush();
    assertThat(written).isEmpty();
  }

  @Test
  void keepsACommitWithoutChanges() {
    Pieces pieces = new Pieces(10, written::add);
    pieces.add(new Commit(1, 5, List.of()));
    pieces.flush();
    assertThat(written).containsExactly(List.of(new Commit(1, 5, List.of())));
  }
}
