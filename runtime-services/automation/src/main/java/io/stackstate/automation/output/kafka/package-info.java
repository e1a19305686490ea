/** The Kafka topic as an output; types of Kafka stay in here. */
package io.stackstate.automation.output.kafka;
