package io.stackstate.health.stream;

/**
 * Where a message stands in the intake, and when it is worked on.
 *
 * @param now epoch milliseconds
 */
public record Origin(int partition, long offset, long now) {}
