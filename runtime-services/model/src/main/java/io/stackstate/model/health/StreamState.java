package io.stackstate.model.health;

import java.util.List;

/**
 * What is known of a whole stream.
 *
 * @param partition the partition of the intake topic that its first message came from
 * @param globalErrors those that belong to no living sub stream
 * @param deletedBefore the time of the newest request to delete it that is done, epoch
 *     milliseconds; 0 for none
 * @param clearedBefore likewise of the newest request to close its errors
 */
public record StreamState(
    String urn,
    ConsistencyModel consistencyModel,
    int partition,
    List<StreamError> globalErrors,
    long deletedBefore,
    long clearedBefore) {}
