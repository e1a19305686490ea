/** Metrics that are stored, and how they are asked for; knows no store. */
package io.stackstate.telemetry.metric;
