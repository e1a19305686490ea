package io.stackstate.api.script;

import io.stackstate.functions.api.OutsideSource;
import io.stackstate.functions.api.PackSource;
import io.stackstate.functions.api.TelemetrySource;

/**
 * What scripts reach besides topology and settings.
 *
 * @param outside for those who may
 * @param baseUrl where people find the product; empty when it is not configured
 */
public record Surroundings(
    OutsideSource outside, TelemetrySource telemetry, PackSource packs, String baseUrl) {}
