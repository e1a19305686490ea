/**
 * Checks and telemetry streams that agents send with an element, in its {@code data} (health sheet,
 * section 2.3; intake sheet, section 9).
 */
package io.stackstate.model.check;
