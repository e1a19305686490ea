package io.stackstate.stackgraph;

import com.typesafe.config.Config;
import io.stackstate.stackgraph.store.GraphSchema;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Brings a store to the layout of this program, before anything else runs on it. What is in it
 * stays; what older layouts lack is filled in. Done twice it does nothing; killed at any moment, it
 * can be begun again, and until it has written an older program can go on with the store.
 */
public final class StoreMigration {
  private StoreMigration() {}

  /**
   * How far it is.
   *
   * @param step for people
   * @param storedVersion of the layout that was found; the newest one in a new store
   * @param version of the layout of this program
   */
  public record Progress(String step, int storedVersion, int version) {}

  /**
   * What was done.
   *
   * @param storedVersion of the layout that was found
   * @param version that it has now
   */
  public record Result(int storedVersion, int version) {}

  /**
   * Opens the store, which makes it when it is new, and converts it.
   *
   * @param config the root; {@code stackstate.stackgraph} is read from it
   * @param directory as {@link StackGraph#open} takes it
   * @throws NewerStoreException when a newer program made the store
   * @throws StackGraphException when it cannot be used, or is in use
   */
  public static Result run(Config config, Path directory, Consumer<Progress> watcher) {
    try (StackGraph graph = StackGraph.open(config, directory)) {
      int stored = graph.storedLayout();
      int known = GraphSchema.VERSION;
      watcher.accept(new Progress("the store is open", stored, known));
      if (stored < known) {
        watcher.accept(new Progress("the store is converted", stored, known));
      }
      graph.keepLayout();
      return new Result(stored, known);
    }
  }
}
