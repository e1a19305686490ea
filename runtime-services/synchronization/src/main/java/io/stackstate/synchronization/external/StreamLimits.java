package io.stackstate.synchronization.external;

/**
 * What bounds memory and records.
 *
 * @param maxParked relations that wait, per synchronization
 * @param parkedMillis how long a relation that came outside a snapshot waits
 * @param maxElementBytes largest JSON of one element in the change log
 * @param maxMergedBytes what all contributors of a merged component may have together
 */
public record StreamLimits(
    int maxParked, long parkedMillis, int maxElementBytes, int maxMergedBytes) {}
