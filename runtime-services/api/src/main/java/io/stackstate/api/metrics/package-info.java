/** Metrics over REST in the dialect of Prometheus (REST sheet, section 6.13). */
package io.stackstate.api.metrics;
