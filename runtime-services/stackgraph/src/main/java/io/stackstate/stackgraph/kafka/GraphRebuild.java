package io.stackstate.stackgraph.kafka;

import com.typesafe.config.Config;
import io.micrometer.core.instrument.MeterRegistry;
import io.stackstate.stackgraph.StackGraph;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Makes a graph from the change log in a fresh directory: the present, and of the past as much as
 * the log still holds. Settings nodes are not in the log; they are copied from the old graph.
 */
public final class GraphRebuild {
  private GraphRebuild() {}

  /**
   * What a rebuild made.
   *
   * @param commit the newest commit that it holds; -1 when the log is empty
   * @param settings how many settings nodes were copied
   */
  public record Result(long commit, int components, int relations, int settings) {}

  /**
   * Returns when the graph has all that the log had when this began.
   *
   * @param config the root, as for {@link StackGraph#open}
   * @param directory of the new graph; must not exist or be empty. Whoever owns the old directory
   *     puts this in its place while no process has either open.
   * @param old where the settings come from, open and in use as it may be; null when it is lost
   * @param kafka client settings, at least {@code bootstrap.servers}
   * @param patience after so long without progress this gives up
   * @throws io.stackstate.stackgraph.StackGraphException when the directory is not empty, the store
   *     or the log failed, or patience ran out; what was made is left for inspection
   */
  public static Result run(
      Config config,
      Path directory,
      StackGraph old,
      Map<String, Object> kafka,
      MeterRegistry metrics,
      Duration patience) {
    throw new UnsupportedOperationException();
  }
}
