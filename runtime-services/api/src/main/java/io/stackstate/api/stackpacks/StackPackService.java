package io.stackstate.api.stackpacks;

import io.stackstate.stackgraph.SettingsStore;
import io.stackstate.stackpacks.provision.BundledPacks;
import io.stackstate.stackpacks.provision.DataArrivals;
import io.stackstate.stackpacks.provision.SecretBox;
import io.stackstate.stackpacks.provision.ServerConfig;
import io.stackstate.stackpacks.provision.StackPackPorts;
import io.stackstate.stackpacks.provision.StackPacks;
import io.stackstate.stackpacks.settings.FunctionChecks;
import io.stackstate.stackpacks.settings.SettingsNodes;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** The StackPacks of this server: those that come with it, and those in StackGraph. */
public final class StackPackService implements AutoCloseable {
  private static final long DRAIN_SECONDS = 10;

  private final SettingsStore store;
  private final InstantSource clock;
  private final StackPacks packs;
  private final ExecutorService work =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "api-stackpacks");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param writer held while settings are planned and stored
   */
  public StackPackService(
      SettingsStore store,
      SettingsNodes settings,
      FunctionChecks functions,
      DataArrivals arrivals,
      ServerConfig server,
      SecretBox secrets,
      ReentrantLock writer,
      InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.packs =
        new StackPacks(
            new StackPackPorts(
                settings,
                functions,
                new GraphArchives(store, clock),
                new GraphInstances(store),
                arrivals,
                server,
                secrets,
                clock),
            writer,
            work);
  }

  public StackPacks packs() {
    return packs;
  }

  /** Loads all archives, and takes up what a crash interrupted. Returns at once. */
  public void start() {
    BundledPacks.all().forEach(packs::addBundled);
    packs.start();
    FirstStart.complete(packs, store, clock);
  }

  /** Finishes the piece of work that is under way. */
  @Override
  public void close() {
    packs.close();
    work.shutdown();
    try {
      if (!work.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS)) {
        work.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
