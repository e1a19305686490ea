/**
 * Monitors: their definitions, when they run, what they are given and what their runs come to
 * (health sheet, section 3). Knows no Kafka; {@code SandboxedMonitors} alone knows functions.
 */
package io.stackstate.health.monitor;
