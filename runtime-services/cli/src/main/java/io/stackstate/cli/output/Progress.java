package io.stackstate.cli.output;

import java.io.PrintStream;
import java.util.Locale;

/** A bar on standard error, redrawn when a hundredth more is done. For one thread. */
public final class Progress {
  private static final int WIDTH = 30;

  private final PrintStream err;
  private final long total;
  private final String what;
  private long done;
  private long shown = -1;

  private Progress(PrintStream err, long total, String what) {
    this.err = err;
    this.total = Math.max(1, total);
    this.what = what;
  }

  public static Progress ofBytes(PrintStream err, long total) {
    return new Progress(err, total, String.format(Locale.ROOT, "%.1f MB", total / 1e6));
  }

  /**
   * @param what is counted, for example {@code elements}
   */
  public static Progress of(PrintStream err, long total, String what) {
    return new Progress(err, total, total + " " + what);
  }

  public void add(long more) {
    done = Math.min(total, done + more);
    long percent = done * 100 / total;
    if (percent != shown) {
      shown = percent;
      int filled = (int) (percent * WIDTH / 100);
      err.printf(
          Locale.ROOT,
          "\r[%s%s] %3d%% of %s",
          "=".repeat(filled),
          " ".repeat(WIDTH - filled),
          percent,
          what);
      err.flush();
    }
  }

  /** Removes the bar. */
  public void clear() {
    err.print("\r" + " ".repeat(WIDTH + 12 + what.length()) + "\r");
    err.flush();
  }
}
