/** Sends messages on threads of its own, so that no output waits for another. No Kafka in it. */
package io.stackstate.automation.delivery;
