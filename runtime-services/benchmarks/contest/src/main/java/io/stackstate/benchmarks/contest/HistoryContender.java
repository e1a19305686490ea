package io.stackstate.benchmarks.contest;

import java.io.IOException;
import java.nio.file.Path;

/** A store that keeps what was; filled once and then asked, by one thread, in its own process. */
public interface HistoryContender extends AutoCloseable {

  /** Stores the estate as it is at the beginning of the chronicle. */
  void load(Estate estate, Chronicle chronicle, Path directory) throws Exception;

  /** Stores all changes of the chronicle, each at its time. */
  void change(Estate estate, Chronicle chronicle) throws Exception;

  /** The bytes on disk so far; 0 when it keeps nothing there. */
  long diskBytes() throws IOException;

  /**
   * Makes the whole estate at an instant ready to be asked, or reads it where it cannot.
   *
   * @return how many components and relations
   */
  long at(long timeMillis) throws Exception;

  /** How many versions of a component an interval made, its beginning excluded. */
  long history(int component, long fromMillis, long toMillis) throws Exception;

  /** How many components are not at the second instant what they were at the first. */
  long diff(long fromMillis, long toMillis) throws Exception;

  @Override
  void close() throws IOException;
}
