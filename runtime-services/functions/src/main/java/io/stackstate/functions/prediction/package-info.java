/**
 * How metrics go on: pure functions of their history (telemetry sheet, section 17.10). Knows
 * neither scripts nor where metrics come from.
 */
package io.stackstate.functions.prediction;
