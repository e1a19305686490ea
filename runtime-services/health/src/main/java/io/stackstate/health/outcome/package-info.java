/** A round of the service: who takes part, and what it comes to before it is written; pure. */
package io.stackstate.health.outcome;
