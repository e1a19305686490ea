/**
 * The role {@code telemetry}: events into Elasticsearch and out of it by query (telemetry sheet,
 * sections 1 to 3; health sheet, section 8).
 */
package io.stackstate.telemetry;
