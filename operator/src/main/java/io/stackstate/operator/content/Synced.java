package io.stackstate.operator.content;

/**
 * What a reconciliation ends with.
 *
 * @param resource with its new status
 * @param statusChanged false when there is nothing to write
 */
public record Synced<R>(R resource, boolean statusChanged, Next next) {}
