package io.stackstate.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The directory that holds everything of an installation, owned by one process at a time.
 *
 * <p>The owner keeps {@code server.pid} locked: the operating system gives the lock back whatever
 * kills the process, so a pid that is left behind can never be mistaken for a running server. Its
 * lines are pid, URL and state ({@code starting}, {@code ready} or {@code stopping}).
 */
public final class DataDirectory implements AutoCloseable {
  static final String APPLICATION_CONF = "application.conf";
  static final String SECRETS = "secrets.conf";

  private static final int MIB = 1 << 20;

  private final Path root;
  private final FileChannel pidFile;

  private DataDirectory(Path root, FileChannel pidFile) {
    this.root = root;
    this.pidFile = pidFile;
  }

  /**
   * Makes the directory when it is new and takes ownership.
   *
   * @throws StartException when another process owns it, or it cannot be written
   */
  public static DataDirectory open(Path path) {
    Path root = path.toAbsolutePath().normalize();
    try {
      Files.createDirectories(root);
      Path pid = root.resolve("server.pid");
      FileChannel channel =
          FileChannel.open(
              pid, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!lock(channel)) {
        String owner = owner(pid);
        channel.close();
        throw new StartException("already running on " + root + owner);
      }
      Files.createDirectories(root.resolve("logs"));
      probe(root);
      return new DataDirectory(root, channel);
    } catch (IOException e) {
      throw new StartException("data directory " + root + " cannot be used: " + reason(e), e);
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static String owner(Path pid) throws IOException {
    List<String> lines = Files.readAllLines(pid);
    return lines.size() < 2 ? "" : ", pid " + lines.get(0) + ", " + lines.get(1);
  }

  /** Finds out now, not in the middle of a write, that the disk is full or read-only. */
  private static void probe(Path root) throws IOException {
    Path probe = Files.createTempFile(root, ".probe", null);
    try {
      Files.write(probe, new byte[MIB]);
    } finally {
      Files.delete(probe);
    }
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied (" + e.getMessage() + ")";
    }
    if (e instanceof NoSuchFileException) {
      return "no such directory (" + e.getMessage() + ")";
    }
    if (e instanceof FileSystemException f && f.getReason() != null) {
      return f.getReason();
    }
    return e instanceof FileSystemException f
        ? f.getFile() + " is not a directory"
        : e.getMessage();
  }

  /**
   * Checks that there is room to start.
   *
   * @param minFreeBytes below it the stores could stop in the middle of a write
   * @throws StartException when there is less
   */
  public void requireFree(long minFreeBytes) {
    long free = freeBytes();
    if (free < minFreeBytes) {
      throw new StartException(
          "disk full: %d MiB free at %s, at least %d MiB are needed (stackstate.server.minFreeDisk)"
              .formatted(free / MIB, root, minFreeBytes / MIB));
    }
  }

  /** Bytes that this process may still write here. */
  public long freeBytes() {
    try {
      return Files.getFileStore(root).getUsableSpace();
    } catch (IOException e) {
      throw new StartException("data directory " + root + " cannot be read: " + reason(e), e);
    }
  }

  /** Tells who asks what this process is, where it listens and how far it is. */
  public void announce(String url, String state) {
    String text = ProcessHandle.current().pid() + "\n" + url + "\n" + state + "\n";
    try {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      pidFile.truncate(0);
      pidFile.write(bytes, 0);
    } catch (IOException e) {
      throw new StartException("cannot write " + root.resolve("server.pid") + ": " + reason(e), e);
    }
  }

  public Path root() {
    return root;
  }

  public Path kafka() {
    return root.resolve("kafka");
  }

  public Path graph() {
    return root.resolve("graph");
  }

  public Path elasticsearch() {
    return root.resolve("elasticsearch");
  }

  public Path secrets() {
    return root.resolve(SECRETS);
  }

  public Path cliContext() {
    return root.resolve("cli.yaml");
  }

  public Path welcome() {
    return root.resolve("welcome.txt");
  }

  /** What the resource folder remembers between two runs. */
  public Path resources() {
    return root.resolve("resources.json");
  }

  public Path applicationConf() {
    return root.resolve(APPLICATION_CONF);
  }

  /** Gives ownership back. */
  @Override
  public void close() {
    try {
      pidFile.truncate(0);
      pidFile.close();
    } catch (IOException e) {
      throw new StartException("cannot give back " + root + ": " + reason(e), e);
    }
  }
}
