package io.stackstate.functions.api;

/**
 * All that the script APIs of a process know.
 *
 * @param baseUrl where people find the product, without a slash at its end; empty when it is not
 *     configured
 */
record Platform(
    TopologySource topology,
    ViewSource views,
    OutsideSource outside,
    TelemetrySource telemetry,
    PackSource packs,
    MadeSource made,
    String baseUrl) {

  Platform reaching(OutsideSource way) {
    return new Platform(topology, views, way, telemetry, packs, made, baseUrl);
  }

  Platform measuring(TelemetrySource metrics) {
    return new Platform(topology, views, outside, metrics, packs, made, baseUrl);
  }

  Platform listing(PackSource known) {
    return new Platform(topology, views, outside, telemetry, known, made, baseUrl);
  }

  Platform knowing(MadeSource given) {
    return new Platform(topology, views, outside, telemetry, packs, given, baseUrl);
  }

  Platform linkingTo(String url) {
    return new Platform(
        topology, views, outside, telemetry, packs, made, url.replaceAll("/+$", ""));
  }
}
