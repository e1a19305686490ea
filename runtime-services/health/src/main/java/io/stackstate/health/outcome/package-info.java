/** What a round of the service comes to, before it is written; pure. */
package io.stackstate.health.outcome;
