/**
 * Where monitors get metrics: the API of the platform, because no service but it opens the store.
 */
package io.stackstate.health.telemetry;
