/** A real Elasticsearch as a child process, for one machine and for tests. */
package io.stackstate.telemetry.node;
