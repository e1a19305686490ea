/**
 * When notifications open, change and close, and what is to be sent (health sheet, section 13.3).
 * No Kafka and no clock in it: who calls says what time it is.
 */
package io.stackstate.automation.notify;
