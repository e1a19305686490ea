package io.stackstate.model.metric;

/**
 * A value at a time.
 *
 * @param timeMillis epoch milliseconds; of a bucket, its beginning
 */
public record MetricPoint(long timeMillis, double value) {}
