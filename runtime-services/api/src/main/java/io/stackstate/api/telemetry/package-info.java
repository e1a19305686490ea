/** Metrics over REST, and for the scripts that people run. */
package io.stackstate.api.telemetry;
