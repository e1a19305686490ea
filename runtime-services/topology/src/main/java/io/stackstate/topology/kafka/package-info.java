/** The change log in Kafka: reading whole commits, writing them, and following them in memory. */
package io.stackstate.topology.kafka;
