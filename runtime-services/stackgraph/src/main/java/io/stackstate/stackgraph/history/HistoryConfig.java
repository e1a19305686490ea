package io.stackstate.stackgraph.history;

import com.typesafe.config.Config;

/**
 * When time slices are closed and forgotten, from {@code stackstate.stackgraph}; the keys are
 * explained in {@code reference.conf}.
 */
public record HistoryConfig(
    long retentionWindowMillis,
    long retentionIntervalMillis,
    long sliceChanges,
    long sliceAgeMillis,
    int chunkBytes,
    long cacheBytes) {

  public static HistoryConfig of(Config root) {
    Config section = root.getConfig("stackstate.stackgraph");
    return new HistoryConfig(
        section.getLong("retentionWindowMs"),
        section.getLong("retentionIntervalMs"),
        section.getLong("history.sliceChanges"),
        section.getLong("history.sliceAgeMs"),
        section.getInt("history.chunkBytes"),
        Runtime.getRuntime().maxMemory() / 100 * section.getInt("history.cachePercentage"));
  }
}
