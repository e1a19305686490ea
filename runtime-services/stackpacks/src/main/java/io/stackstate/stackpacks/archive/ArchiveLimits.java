package io.stackstate.stackpacks.archive;

/**
 * What an archive may be at most.
 *
 * @param maxArchiveBytes compressed
 * @param maxContentBytes of all entries, uncompressed
 * @param maxEntryBytes of one entry, uncompressed
 */
public record ArchiveLimits(
    long maxArchiveBytes, int maxEntries, long maxContentBytes, long maxEntryBytes) {
  /** Many times what the largest published pack has. */
  public static final ArchiveLimits DEFAULT =
      new ArchiveLimits(32L << 20, 5_000, 128L << 20, 32L << 20);
}
