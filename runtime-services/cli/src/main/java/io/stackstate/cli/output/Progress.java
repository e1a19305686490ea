package io.stackstate.cli.output;

import java.io.PrintStream;
import java.util.Locale;

/** A bar on standard error, redrawn when a hundredth more is done. For one thread. */
public final class Progress {
  private static final int WIDTH = 30;
  private static final double MEGABYTE = 1e6;

  private final PrintStream err;
  private final long total;
  private long done;
  private long shown = -1;

  /**
   * @param total in bytes
   */
  public Progress(PrintStream err, long total) {
    this.err = err;
    this.total = Math.max(1, total);
  }

  public void add(long bytes) {
    done = Math.min(total, done + bytes);
    long percent = done * 100 / total;
    if (percent != shown) {
      shown = percent;
      int filled = (int) (percent * WIDTH / 100);
      err.printf(
          Locale.ROOT,
          "\r[%s%s] %3d%% of %.1f MB",
          "=".repeat(filled),
          " ".repeat(WIDTH - filled),
          percent,
          total / MEGABYTE);
      err.flush();
    }
  }

  /** Removes the bar. */
  public void clear() {
    err.print("\r" + " ".repeat(WIDTH + 24) + "\r");
    err.flush();
  }
}
