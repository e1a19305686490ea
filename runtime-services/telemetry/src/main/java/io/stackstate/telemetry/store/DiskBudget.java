package io.stackstate.telemetry.store;

import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much of the disk each group of indices may take: its weight of the whole (telemetry sheet,
 * section 2.2). Pure.
 *
 * @param bytes of all groups
 * @param weights by group, that is, by what the names of its indices begin with; from 0
 */
public record DiskBudget(long bytes, Map<String, Integer> weights) {
  private static final String SECTION = "stackstate.telemetry.disk";
  private static final long MEGABYTE = 1L << 20;

  public DiskBudget {
    weights = Map.copyOf(weights);
  }

  /** A daily index and what it takes; names of one group are in the order of their days. */
  public record SizedIndex(String name, long bytes) {}

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException that names the setting
   */
  public static DiskBudget of(Config root) {
    long megabytes = atLeast(1, SECTION + ".megabytes", root.getLong(SECTION + ".megabytes"));
    Map<String, Integer> weights = new LinkedHashMap<>();
    Config said = root.getConfig(SECTION + ".weights");
    for (String group : said.root().keySet()) {
      String key = SECTION + ".weights." + group;
      weights.put(group, (int) atLeast(0, key, root.getInt(key)));
    }
    return new DiskBudget(megabytes * MEGABYTE, weights);
  }

  private static long atLeast(long least, String key, long found) {
    if (found < least) {
      throw new IllegalArgumentException(key + ": found " + found + ", expected at least " + least);
    }
    return found;
  }

  /** What a group may take; nothing when it has no weight. */
  public long share(String group) {
    long sum = weights.values().stream().mapToLong(Integer::longValue).sum();
    // Whole parts first: the product of all would not fit.
    return sum == 0
        ? 0
        : bytes / sum * weights.getOrDefault(group, 0)
            + bytes % sum * weights.getOrDefault(group, 0) / sum;
  }

  /**
   * The indices of a group that are too much, the oldest first; never the newest, which is written.
   */
  public List<SizedIndex> excess(String group, List<SizedIndex> indices) {
    long over = indices.stream().mapToLong(SizedIndex::bytes).sum() - share(group);
    List<SizedIndex> sorted =
        indices.stream().sorted(Comparator.comparing(SizedIndex::name)).toList();
    List<SizedIndex> excess = new ArrayList<>();
    for (int i = 0; i < sorted.size() - 1 && over > 0; i++) {
      excess.add(sorted.get(i));
      over -= sorted.get(i).bytes();
    }
    return excess;
  }
}
