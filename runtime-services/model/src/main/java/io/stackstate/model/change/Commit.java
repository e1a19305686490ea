package io.stackstate.model.change;

import java.util.List;

/**
 * All changes of one Kafka transaction on the change log; readers apply it whole or not at all.
 *
 * @param number the offset of its last record: unique and increasing
 * @param timeMillis the broker's append time of its last record, epoch milliseconds; never
 *     decreases from one commit to the next
 */
public record Commit(long number, long timeMillis, List<Change> changes) {}
