/** Metrics as they are asked for, and what is found (telemetry sheet, sections 3.1 and 5). */
package io.stackstate.model.metric;
