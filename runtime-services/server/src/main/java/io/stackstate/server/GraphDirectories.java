package io.stackstate.server;

import com.typesafe.config.Config;
import io.stackstate.stackgraph.SettingsNode;
import io.stackstate.stackgraph.StackGraph;
import io.stackstate.stackgraph.StackGraphException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where graphs are while one is rebuilt: {@code graph} is in use, {@code graph.rebuilding} is being
 * made, {@code graph.next} is complete and takes the place of {@code graph} at the next start,
 * {@code graph.old} is what was replaced. A directory gets its name in one step, so whatever moment
 * the process is killed at, the names tell what to do next.
 */
final class GraphDirectories {
  private static final Logger log = LoggerFactory.getLogger(GraphDirectories.class);

  private final Path current;
  private final Path rebuilding;
  private final Path next;
  private final Path old;

  GraphDirectories(Path current) {
    this.current = current;
    this.rebuilding = current.resolveSibling("graph.rebuilding");
    this.next = current.resolveSibling("graph.next");
    this.old = current.resolveSibling("graph.old");
  }

  Path current() {
    return current;
  }

  Path old() {
    return old;
  }

  /** Where the next graph is to be made: a directory that does not exist. */
  Path fresh() {
    delete(rebuilding);
    return rebuilding;
  }

  /** Where {@link #fresh} was made. */
  Path made() {
    return rebuilding;
  }

  /** What was made is complete: it waits for {@link #swapIn}. */
  void complete() {
    delete(next);
    move(rebuilding, next);
  }

  /** What was made is of no use any more. */
  void discard() {
    delete(rebuilding);
    delete(next);
  }

  /**
   * Puts a graph that waits in the place of the one in use, with the settings that the latter has
   * by now; to be called while neither is open.
   */
  void swapIn(Config config) {
    if (Files.exists(rebuilding)) {
      log.info("a rebuild of the graph was not finished; what it made is removed");
      delete(rebuilding);
    }
    if (!Files.exists(next)) {
      return;
    }
    if (Files.exists(current)) {
      carrySettings(config);
      delete(old);
      move(current, old);
    }
    move(next, current);
    log.info("the rebuilt graph is used from now on; the one before is in {}", old);
  }

  private void carrySettings(Config config) {
    List<SettingsNode> settings;
    long window;
    try (StackGraph graph = StackGraph.open(config, current)) {
      settings = graph.allSettings();
      window = graph.retentionWindowMillis();
    } catch (StackGraphException e) {
      log.warn("settings since the rebuild come from their journal: {}", e.getMessage());
      return;
    }
    try (StackGraph graph = StackGraph.open(config, next)) {
      Set<Long> kept = settings.stream().map(SettingsNode::id).collect(Collectors.toSet());
      graph.allSettings().stream()
          .map(SettingsNode::id)
          .filter(id -> !kept.contains(id))
          .forEach(graph.settings()::delete);
      settings.forEach(graph.settings()::put);
      if (graph.retentionWindowMillis() != window) {
        graph.setRetentionWindowMillis(window);
      }
    }
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new StartException("cannot rename " + from + " to " + to + ": " + e.getMessage(), e);
    }
  }

  private static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(directory)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new StartException("cannot remove " + directory + ": " + e.getMessage(), e);
    }
  }
}
