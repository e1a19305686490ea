package io.stackstate.stackgraph.gremlin;

/**
 * What a traversal found.
 *
 * @param data a list in GraphSON 3, UTF-8; not to be modified
 * @param results how many are in it
 * @param complete false when there are more
 */
public record GremlinAnswer(byte[] data, int results, boolean complete) {}
