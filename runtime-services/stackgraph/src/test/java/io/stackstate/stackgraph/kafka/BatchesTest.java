package io.stackstate.stackgraph.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stackstate.model.change.Change;
import io.stackstate.model.change.Commit;
import io.stackstate.stackgraph.SampleTopology;
import io.stackstate.topology.kafka.ReadPosition;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class BatchesTest {
  private static final Change CHANGE = SampleTopology.component(1, "a");
  private final Batches batches = new Batches(10, 1);

  @Test
  void gathersCommitsUpToTheSizeOfABatch() throws Exception {
    put(1, 4);
    put(2, 4);
    put(3, 4);
    Batches.Batch first = batches.take().orElseThrow();
    assertThat(first.commits()).extracting(Commit::number).containsExactly(1L, 2L);
    assertThat(first.next()).isEqualTo(new ReadPosition(3, 2));
    assertThat(first.changes()).isEqualTo(8);
    assertThat(batches.pendingChanges()).isEqualTo(4);
    assertThat(batches.take().orElseThrow().commits()).hasSize(1);
  }

  @Test
  void neverSplitsACommit() throws Exception {
    put(1, 25);
    assertThat(batches.take().orElseThrow().changes()).isEqualTo(25);
  }

  @Test
  void makesTheReaderWaitWhileTwoBatchesArePending() throws Exception {
    put(1, 10);
    put(2, 10);
    Thread reader = new Thread(() -> put(3, 1));
    reader.start();
    await().atMost(Duration.ofSeconds(60)).until(() -> reader.getState() == Thread.State.WAITING);
    assertThat(batches.pendingChanges()).isEqualTo(20);
    batches.take();
    reader.join();
    assertThat(batches.pendingChanges()).isEqualTo(11);
  }

  @Test
  void givesOutWhatIsPendingWhenItIsClosed() throws Exception {
    put(1, 1);
    batches.close();
    put(2, 1);
    assertThat(batches.take().orElseThrow().commits()).hasSize(1);
    assertThat(batches.take()).isEmpty();
  }

  private void put(long number, int changes) {
    batches.put(
        new Commit(number, 0, Collections.nCopies(changes, CHANGE)),
        new ReadPosition(number + 1, number));
  }
}
