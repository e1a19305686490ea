package io.stackstate.stackgraph.gremlin;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * What one traversal may cost.
 *
 * @param timeout how long it may run
 * @param maxVisited elements that it may come by, each as often as it does
 * @param maxResults of these at most are answered; the rest is left out
 * @param cancelled whether nobody waits for the answer any more; asked often
 */
public record GremlinLimits(
    Duration timeout, long maxVisited, int maxResults, BooleanSupplier cancelled) {}
