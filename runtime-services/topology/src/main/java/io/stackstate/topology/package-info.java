/**
 * The read side everyone shares: snapshots of the topology and the index that folds the change log
 * into them. Nothing here knows Kafka; {@code topology.kafka} does.
 */
package io.stackstate.topology;
