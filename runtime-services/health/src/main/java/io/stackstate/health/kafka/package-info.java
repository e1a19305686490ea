/** Health on Kafka: input, stored state and output in one transaction. */
package io.stackstate.health.kafka;
