package io.stackstate.stackgraph.store;

import io.stackstate.stackgraph.StackGraphException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Makes this the only user of a directory. The operating system gives the lock back when the
 * process dies, however it dies, so a crash never blocks the next start.
 */
final class OwnerLock implements AutoCloseable {
  private final Path directory;
  private final FileChannel channel;

  private OwnerLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  static OwnerLock take(Path directory) {
    FileChannel channel = null;
    try {
      Files.createDirectories(directory);
      channel =
          FileChannel.open(
              directory.resolve("owner.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw inUse(channel, directory, null);
      }
      return new OwnerLock(directory, channel);
    } catch (OverlappingFileLockException e) {
      throw inUse(channel, directory, e);
    } catch (IOException e) {
      throw new StackGraphException(
          "graph directory " + directory + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static StackGraphException inUse(FileChannel channel, Path directory, Exception cause) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new StackGraphException("graph directory " + directory + " cannot be used", e);
    }
    return new StackGraphException(
        "graph directory " + directory + " is in use by another process", cause);
  }

  /**
   * What only those processes call themselves that use this directory on this host, of which one
   * lives at most.
   */
  String identity() {
    Path file = directory.resolve("owner.id");
    try {
      if (!Files.exists(file)) {
        Files.writeString(file, UUID.randomUUID().toString().substring(0, 8));
      }
      return InetAddress.getLocalHost().getHostName() + "/" + Files.readString(file).strip();
    } catch (IOException e) {
      throw new StackGraphException(
          "graph directory " + directory + " cannot be used: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new StackGraphException("the graph's lock cannot be released: " + e.getMessage(), e);
    }
  }
}
