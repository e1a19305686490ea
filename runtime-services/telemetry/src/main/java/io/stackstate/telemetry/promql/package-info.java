/**
 * PromQL on any source of samples (query sheet, section 10), with the results of Prometheus 3.
 * Knows no store; an evaluation is bounded in time and memory.
 */
package io.stackstate.telemetry.promql;
