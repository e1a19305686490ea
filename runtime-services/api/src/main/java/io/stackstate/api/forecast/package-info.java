/**
 * What the checks of a component will say in the next hours, should its metrics go on as they did
 * (health sheet, section 11; telemetry sheet, section 17.10).
 */
package io.stackstate.api.forecast;
