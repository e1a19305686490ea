package io.stackstate.stackgraph;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.stackstate.stackgraph.history.History;
import io.stackstate.stackgraph.history.HistoryConfig;
import io.stackstate.stackgraph.store.GraphDatabase;
import io.stackstate.stackgraph.store.GraphSchema;
import io.stackstate.stackgraph.store.StoreConfig;
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
   * What was done, or will be.
   *
   * @param storedVersion of the layout that was found
   * @param version of the layout afterwards
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
    Config complete = config.withFallback(ConfigFactory.defaultReference());
    GraphDatabase database = GraphDatabase.open(StoreConfig.of(complete), directory);
    try (History history = new History(database, HistoryConfig.of(complete))) {
      int stored = history.openedLayout();
      int known = GraphSchema.VERSION;
      watcher.accept(new Progress("the store is open", stored, known));
      if (stored < known) {
        watcher.accept(new Progress("the store is converted", stored, known));
      }
      history.keepLayout();
      return new Result(stored, known);
    } finally {
      database.close();
    }
  }
}
