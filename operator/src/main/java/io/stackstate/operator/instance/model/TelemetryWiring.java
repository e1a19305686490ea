package io.stackstate.operator.instance.model;

/**
 * How monitors read metrics in the layout Split: they ask the API, which alone reads Elasticsearch,
 * with a token that may do no more than a guest. Of use to the API and to the role health.
 */
final class TelemetryWiring {
  private static final String FOLDER = "/var/run/secrets/stackstate.io/telemetry";
  private static final String SECTION = "stackstate.health.monitors.telemetry.";

  private TelemetryWiring() {}

  /** Empty for the other processes. */
  static Wiring of(Resolved instance, PlatformService service) {
    Wiring wiring = new Wiring();
    var token = GeneratedSecrets.guestToken(instance);
    if (service.component() == Component.API) {
      wiring.secretSetting("stackstate.api.guestToken", token);
    }
    if (service.roles().contains("health")) {
      wiring
          .settings()
          .put(
              SECTION + "url",
              "http://" + instance.host(instance.name()) + ":" + PlatformPod.HTTP_PORT)
          .put(SECTION + "tokenFile", FOLDER + "/" + token.key());
      wiring.secretFiles("telemetry-token", token.name(), FOLDER);
    }
    return wiring;
  }
}
