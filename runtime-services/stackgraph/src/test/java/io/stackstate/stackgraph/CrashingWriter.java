package io.stackstate.stackgraph;

import io.stackstate.model.change.Commit;
import java.nio.file.Path;
import java.util.List;

/**
 * A process that applies commits until it is killed, and says on standard output which one is
 * stored. Arguments: the directory and the seed of the commits.
 */
public final class CrashingWriter {
  private CrashingWriter() {}

  public static void main(String[] args) {
    RandomCommits commits = new RandomCommits(Long.parseLong(args[1]));
    try (StackGraph graph = StackGraph.open(TestConfig.smallSlices(), Path.of(args[0]))) {
      while (true) {
        List<Commit> batch = commits.next(5);
        long last = batch.get(4).number();
        if (last > graph.appliedCommit()) {
          graph.apply(batch, last + 1);
          System.out.println(last);
        }
      }
    }
  }
}
