/** Metrics of the operator (operator sheet, section 6). */
package io.stackstate.operator.metrics;
