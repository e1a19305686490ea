package io.stackstate.topology.kafka;

/**
 * How instances of a service that run at the same time divide the work: one works, the others stand
 * by.
 *
 * @param topic a topic of one partition, which says by its assignment whose turn it is; nobody
 *     reads it for that
 * @param instanceId the name of this instance, different for each and the same after a restart;
 *     empty for none
 */
public record Standby(String topic, String instanceId) {}
