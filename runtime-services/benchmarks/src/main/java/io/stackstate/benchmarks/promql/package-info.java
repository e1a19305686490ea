/** PromQL, beside Prometheus. */
package io.stackstate.benchmarks.promql;
