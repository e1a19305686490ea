/**
 * What scripts ask of the platform from a process that does not hold it: over HTTP, of the API,
 * because no service but it opens the store of telemetry. For services, which may not know each
 * other.
 */
package io.stackstate.functions.remote;
