package io.stackstate.receiver.intake;

/**
 * What one message may cost.
 *
 * @param maxRecordBytes the largest Kafka record; larger elements are skipped
 * @param maxBufferedBytes how much of one message is held in memory; a larger one is read twice
 * @param maxNestingDepth of JSON
 * @param strictMetricNames refuse names that begin with a reserved word instead of those that are
 *     one, or one followed by a dot (intake sheet, section 6.3)
 */
public record Limits(
    int maxRecordBytes, int maxBufferedBytes, int maxNestingDepth, boolean strictMetricNames) {}
