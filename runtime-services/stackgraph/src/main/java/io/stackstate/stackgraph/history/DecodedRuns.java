package io.stackstate.stackgraph.history;

import io.stackstate.model.change.Commit;
import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The runs that were read last, decoded: a run has many thousand changes, of which a question about
 * an instant near the one before takes a few. Given up when memory is short. Thread-safe.
 */
final class DecodedRuns {
  /** Each takes some megabytes. */
  private static final int MOST = 6;

  /** The one that was used last comes last. */
  private final Map<Key, SoftReference<List<Commit>>> runs = new LinkedHashMap<>(16, 0.75f, true);

  private record Key(int slice, int run) {}

  /**
   * @param decoder called when it is not at hand, perhaps by several threads at once
   * @return not to be modified
   */
  List<Commit> get(int slice, int run, Supplier<List<Commit>> decoder) {
    Key key = new Key(slice, run);
    List<Commit> known = known(key);
    if (known == null) {
      known = decoder.get();
      keep(key, known);
    }
    return known;
  }

  private synchronized List<Commit> known(Key key) {
    SoftReference<List<Commit>> run = runs.get(key);
    return run == null ? null : run.get();
  }

  private synchronized void keep(Key key, List<Commit> run) {
    runs.put(key, new SoftReference<>(run));
    if (runs.size() > MOST) {
      runs.remove(runs.keySet().iterator().next());
    }
  }

  /** A run that was written anew. */
  synchronized void forget(int slice, int run) {
    runs.remove(new Key(slice, run));
  }
}
