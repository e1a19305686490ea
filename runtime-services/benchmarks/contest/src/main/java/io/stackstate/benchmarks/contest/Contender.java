package io.stackstate.benchmarks.contest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A store of topology that takes part. It is filled once and then asked, both by one thread, in a
 * process of its own.
 */
public interface Contender extends AutoCloseable {

  /**
   * Stores the estate and gets ready for questions.
   *
   * @param directory an empty one, for what it keeps on disk
   */
  void load(Estate estate, Path directory) throws Exception;

  /** Gets one question ready to be asked many times, as an application would. */
  Asked prepare(Question question);

  /** The bytes on disk, once nothing is asked any more; 0 when it keeps nothing. */
  long diskBytes() throws Exception;

  @Override
  void close() throws IOException;

  /** A question in the language of the contender. */
  @FunctionalInterface
  interface Asked {
    /**
     * Answers. The ids of the components that are the answer, in whatever form is cheapest for the
     * contender, have been in the hands of the asking thread when it returns.
     *
     * @return how many components; for groups, the sum of {@link Contender#group} over them
     */
    long ask() throws Exception;
  }

  /** One number for a group, so that the sum over all groups tells answers apart. */
  static long group(String value, long count) {
    return count * (1 + (value.hashCode() & 0xFFFF));
  }

  /** The size of all files below a directory. */
  static long bytesBelow(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      long bytes = 0;
      for (Path file : paths.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
      return bytes;
    }
  }
}
