/** Metrics into Elasticsearch and out of it, beside Elasticsearch alone. */
package io.stackstate.benchmarks.metrics;
