package io.stackstate.operator.instance.model;

import java.util.List;
import java.util.Map;

/**
 * How services reach the API in the layout Split, with a token that may do no more than a guest:
 * monitors and functions of event handlers read metrics through it, which alone reads
 * Elasticsearch, and event handlers do actions of components. Of use to the API and to the roles
 * health and automation.
 */
final class ApiWiring {
  private static final String FOLDER = "/var/run/secrets/stackstate.io/guest";
  private static final Map<String, String> SECTIONS =
      Map.of(
          "health", "stackstate.health.monitors.telemetry.",
          "automation", "stackstate.automation.outputs.api.");

  private ApiWiring() {}

  /** Empty for the other processes. */
  static Wiring of(Resolved instance, PlatformService service) {
    Wiring wiring = new Wiring();
    var token = GeneratedSecrets.guestToken(instance);
    if (service.component() == Component.API) {
      wiring.secretSetting("stackstate.api.guestToken", token);
    }
    String url = "http://" + instance.host(instance.name()) + ":" + PlatformPod.HTTP_PORT;
    List<String> clients = service.roles().stream().filter(SECTIONS::containsKey).toList();
    for (String role : clients) {
      wiring
          .settings()
          .put(SECTIONS.get(role) + "url", url)
          .put(SECTIONS.get(role) + "tokenFile", FOLDER + "/" + token.key());
    }
    if (!clients.isEmpty()) {
      wiring.secretFiles("guest-token", token.name(), FOLDER);
    }
    return wiring;
  }
}
