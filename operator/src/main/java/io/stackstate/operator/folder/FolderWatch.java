package io.stackstate.operator.folder;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits until something happens in a folder, or until it is closed. For one waiting thread. */
final class FolderWatch implements AutoCloseable {
  private static final long QUIET_MILLIS = 150;
  private static final int MOST_QUIET_WAITS = 20;

  private final Path folder;
  private final WatchService watch;
  private WatchKey registration;

  FolderWatch(Path folder) throws IOException {
    this.folder = folder;
    this.watch = folder.getFileSystem().newWatchService();
  }

  /** Watches the folder, again when it was replaced by another one. */
  void ensureRegistered() throws IOException {
    if (registration == null || !registration.isValid()) {
      registration = folder.register(watch, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
    }
  }

  /**
   * @return true when something happened and it has been quiet since, so that files are not read
   *     half-written; false when nothing happened within the time, or the watch was closed
   */
  boolean await(Duration longest) throws InterruptedException {
    try {
      WatchKey key = watch.poll(Math.max(1, longest.toMillis()), TimeUnit.MILLISECONDS);
      boolean happened = key != null;
      for (int i = 0; key != null && i < MOST_QUIET_WAITS; i++) {
        key.pollEvents();
        key.reset();
        key = watch.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
      }
      return happened;
    } catch (ClosedWatchServiceException closed) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    watch.close();
  }
}
