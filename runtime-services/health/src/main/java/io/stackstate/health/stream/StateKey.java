package io.stackstate.health.stream;

/**
 * Which check state of all.
 *
 * @param subStreamId empty for the default sub stream
 */
public record StateKey(String urn, String subStreamId, String checkStateId) {}
