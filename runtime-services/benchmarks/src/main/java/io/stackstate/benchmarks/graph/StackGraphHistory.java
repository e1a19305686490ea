package io.stackstate.benchmarks.graph;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.stackstate.benchmarks.contest.Chronicle;
import io.stackstate.benchmarks.contest.Contender;
import io.stackstate.benchmarks.contest.Estate;
import io.stackstate.benchmarks.contest.HistoryContender;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.Commit;
import io.stackstate.stackgraph.ElementHistory;
import io.stackstate.stackgraph.StackGraph;
import io.stackstate.topology.TopologySnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The versioned graph, on BerkeleyDB JE, written as the projector writes it: in batches. */
public final class StackGraphHistory implements HistoryContender {
  private static final int COMMITS_PER_BATCH = 100;

  private StackGraph graph;
  private Path directory;
  private long number;

  static StackGraph open(Path directory) {
    // The chronicle is as old as the history that is kept by default.
    Config longer =
        ConfigFactory.parseString("stackstate.stackgraph.retentionWindowMs = 2592000000");
    return StackGraph.open(longer.withFallback(ConfigFactory.load()), directory);
  }

  @Override
  public void load(Estate estate, Chronicle chronicle, Path where) {
    directory = where;
    graph = open(where);
    EstateRecords.forEachCommit(
        estate,
        chronicle.fromMillis(),
        commit -> {
          // All at the beginning of the chronicle.
          Commit at = new Commit(commit.number(), chronicle.fromMillis(), commit.changes());
          graph.apply(List.of(at), at.number() + 1);
        });
    number = graph.appliedCommit();
  }

  @Override
  public void change(Estate estate, Chronicle chronicle) {
    List<Commit> batch = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    for (int k = 0; k < chronicle.changes(); k++) {
      Estate.Component component = estate.component(chronicle.component(k));
      changes.add(EstateRecords.component(component, component.name() + "-" + k));
      if (changes.size() == Chronicle.TOGETHER || k == chronicle.changes() - 1) {
        batch.add(new Commit(++number, chronicle.timeMillis(k), List.copyOf(changes)));
        changes.clear();
      }
      if (batch.size() == COMMITS_PER_BATCH || k == chronicle.changes() - 1) {
        graph.apply(batch, number + 1);
        batch.clear();
      }
    }
  }

  @Override
  public long diskBytes() throws IOException {
    return Contender.bytesBelow(directory);
  }

  @Override
  public long at(long timeMillis) throws Exception {
    TopologySnapshot snapshot = graph.at(timeMillis);
    return (long) snapshot.componentCount() + snapshot.relationCount();
  }

  @Override
  public long history(int component, long fromMillis, long toMillis) throws Exception {
    ElementHistory history = graph.history(EstateRecords.id(component), fromMillis, toMillis);
    return history.versions().size();
  }

  @Override
  public long diff(long fromMillis, long toMillis) throws Exception {
    return graph.diff(fromMillis, toMillis).components().size();
  }

  @Override
  public void close() throws IOException {
    if (graph != null) {
      graph.close();
    }
  }
}
