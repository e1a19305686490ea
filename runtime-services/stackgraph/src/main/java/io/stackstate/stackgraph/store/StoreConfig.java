package io.stackstate.stackgraph.store;

import com.typesafe.config.Config;

/**
 * How the BerkeleyDB JE store is opened, from {@code stackstate.stackgraph}.
 *
 * @param cachePercentage of the heap for the cache of the store
 * @param freeDiskBytes below this much free space the store refuses to write
 */
public record StoreConfig(int cachePercentage, long freeDiskBytes) {

  public static StoreConfig of(Config root) {
    Config section = root.getConfig("stackstate.stackgraph");
    return new StoreConfig(section.getInt("cachePercentage"), section.getLong("freeDiskBytes"));
  }
}
