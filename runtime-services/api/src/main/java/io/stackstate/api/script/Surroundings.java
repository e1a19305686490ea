package io.stackstate.api.script;

import io.stackstate.functions.api.MadeSource;
import io.stackstate.functions.api.OutsideSource;
import io.stackstate.functions.api.PackSource;
import io.stackstate.functions.api.TelemetrySource;

/**
 * What scripts reach besides topology and settings.
 *
 * @param outside for those who may
 * @param made what people gave elements
 * @param baseUrl where people find the product; empty when it is not configured
 */
public record Surroundings(
    OutsideSource outside,
    TelemetrySource telemetry,
    PackSource packs,
    MadeSource made,
    String baseUrl) {}
