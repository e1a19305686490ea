package io.stackstate.synchronization.external;

/** Records of a stream: {@code to} is exclusive. */
public record OffsetRange(long from, long to) {}
