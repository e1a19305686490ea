package io.stackstate.stackgraph;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.stackstate.model.change.Commit;
import java.nio.file.Path;
import java.util.List;

/**
 * A process that applies commits and changes settings until it is killed, and says on standard
 * output which commit is stored. Arguments: the directory, the seed of the commits, for how many
 * milliseconds (of their time) history is kept, how many commits are a batch, and of what the
 * configuration differs.
 */
public final class CrashingWriter {
  private CrashingWriter() {}

  public static void main(String[] args) {
    RandomCommits commits = new RandomCommits(Long.parseLong(args[1]));
    TestClock clock = new TestClock(RandomCommits.START_MILLIS);
    Config config =
        ConfigFactory.parseString(args[4])
            .withFallback(TestConfig.smallSlices(Long.parseLong(args[2])));
    int size = Integer.parseInt(args[3]);
    try (StackGraph graph = StackGraph.open(config, Path.of(args[0]), clock)) {
      for (int batches = 0; ; batches++) {
        List<Commit> batch = commits.next(size);
        Commit last = batch.get(size - 1);
        if (last.number() > graph.appliedCommit()) {
          graph.apply(batch, last.number() + 1);
          System.out.println(last.number());
          long id = 1 + batches % 3;
          if (batches % 4 == 3) {
            graph.settings().delete(id);
          } else {
            String urn = "urn:example:" + batches;
            graph.settings().put(new SettingsNode(id, "Sync", urn, "name", "{}", batches));
          }
          clock.set(last.timeMillis());
          if (batches % 10 == 0) {
            graph.expireNow();
          }
        }
      }
    }
  }
}
