/**
 * All event handlers together: what comes in, what is stored and what is to be sent (health sheet,
 * section 13.3). No Kafka, no clock, no network in it.
 */
package io.stackstate.automation.engine;
