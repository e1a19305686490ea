package io.stackstate.automation.handler;

import io.stackstate.model.change.HealthState;
import java.util.List;
import java.util.Map;

/**
 * What is known of an element.
 *
 * @param relation whether it is one; then the texts but its type are empty
 */
public record Facts(
    long id,
    boolean relation,
    String name,
    String type,
    String layer,
    String domain,
    List<String> environments,
    List<String> labels,
    List<String> identifiers,
    HealthState health) {

  /** Its properties by the fields that silences and inhibitions ask for. */
  public Map<String, List<String>> properties() {
    return Map.of(
        "health", List.of(health.name()),
        "id", List.of(Long.toString(id)),
        "name", List.of(name),
        "type", List.of(type),
        "layer", List.of(layer),
        "domain", List.of(domain),
        "environment", environments,
        "label", labels,
        "identifier", identifiers);
  }
}
