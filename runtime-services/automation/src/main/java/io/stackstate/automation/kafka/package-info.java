/** The session of the service: input from Kafka, state to Kafka, exactly once. */
package io.stackstate.automation.kafka;
