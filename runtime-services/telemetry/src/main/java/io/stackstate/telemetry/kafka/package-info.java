/** Where events come from; the only package that knows Kafka. */
package io.stackstate.telemetry.kafka;
