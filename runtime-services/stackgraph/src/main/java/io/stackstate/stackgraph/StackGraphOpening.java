package io.stackstate.stackgraph;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.stackstate.stackgraph.history.HistoryConfig;
import io.stackstate.stackgraph.store.GraphDatabase;
import io.stackstate.stackgraph.store.StoreConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;

/** Opens a {@link StackGraph}; what was opened is closed when the rest of it cannot be. */
final class StackGraphOpening {
  private StackGraphOpening() {}

  /**
   * As {@link StackGraph#open(Config, Path, Consumer)} says.
   *
   * @param clock for when history expires
   */
  static StackGraph open(
      Config config, Path directory, Clock clock, Consumer<StoreMigration.Result> layout) {
    Config complete = config.withFallback(ConfigFactory.defaultReference());
    GraphDatabase database = GraphDatabase.open(StoreConfig.of(complete), directory);
    StackGraph graph = null;
    try {
      graph = new StackGraph(database, HistoryConfig.of(complete), clock, layout);
      return graph;
    } finally {
      if (graph == null) {
        database.close();
      }
    }
  }
}
