/**
 * Metrics that are stored, and how they are asked for; knows no store, except to make one when
 * asked for it.
 */
package io.stackstate.telemetry.metric;
