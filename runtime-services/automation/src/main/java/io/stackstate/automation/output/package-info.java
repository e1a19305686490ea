/**
 * What event handlers send to: webhooks, chats, pagers, ticket systems, e-mail (health sheet,
 * sections 10.2 to 10.4, 12 and 13). {@link io.stackstate.automation.output.Outputs} makes a {@link
 * io.stackstate.automation.output.Delivery} of an output's definition. This package and those below
 * it know nothing of Kafka, of topology or of when something is sent.
 */
package io.stackstate.automation.output;
