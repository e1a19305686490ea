/**
 * Propagation functions and functions of view health, as settings nodes define them: those of our
 * own pack natively, all others in the sandbox. The only place that knows it.
 */
package io.stackstate.health.function;
