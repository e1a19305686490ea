/** Which event handlers an event concerns, and what it says for them. No Kafka in it. */
package io.stackstate.automation.handler;
