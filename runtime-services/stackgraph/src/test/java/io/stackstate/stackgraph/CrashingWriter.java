package io.stackstate.stackgraph;

import com.typesafe.config.Config;
import io.stackstate.model.change.Commit;
import java.nio.file.Path;
import java.util.List;

/**
 * A process that applies commits until it is killed, and says on standard output which one is
 * stored, and when it begins its maintenance. Arguments: the directory, the seed of the commits,
 * and for how many milliseconds (of their time) history is kept.
 */
public final class CrashingWriter {
  /** Said when bases, runs and indexes are about to be made, and expired slices removed. */
  static final String MAINTENANCE = "maintenance";

  private CrashingWriter() {}

  public static void main(String[] args) {
    RandomCommits commits = new RandomCommits(Long.parseLong(args[1]));
    TestClock clock = new TestClock(RandomCommits.START_MILLIS);
    Config config = TestConfig.smallSlices(Long.parseLong(args[2]));
    try (StackGraph graph = StackGraph.open(config, Path.of(args[0]), clock)) {
      for (int batches = 0; ; batches++) {
        List<Commit> batch = commits.next(5);
        Commit last = batch.get(4);
        if (last.number() > graph.appliedCommit()) {
          graph.apply(batch, last.number() + 1);
          System.out.println(last.number());
          clock.set(last.timeMillis());
          if (batches % 10 == 0) {
            System.out.println(MAINTENANCE);
            graph.expireNow();
          }
        }
      }
    }
  }
}
