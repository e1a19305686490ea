package io.stackstate.stackgraph;

/**
 * One version of an element: what one commit made of it.
 *
 * @param commit the number of the commit
 * @param timeMillis its time, epoch milliseconds
 */
public record ElementVersion(long commit, long timeMillis, ElementChange change) {}
