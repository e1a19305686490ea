package io.stackstate.benchmarks.functions;

import io.stackstate.functions.template.NodeResolver;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** A component template of the shape that StackPacks bring, its element and the nodes it names. */
final class SampleTemplate implements NodeResolver {
  static final String TEXT =
      """
      {
        "_type": "Component",
        "name": "{{# if element.data.name }}{{ element.data.name }}{{ else }}{{ element.externalId }}{{/ if }}",
        "description": "{{ element.data.description }}",
        "type": {{ resolveOrCreate "ComponentType" element.type.name "Auto-synced Component" }},
        "layer": {{ resolveOrCreate "Layer" element.data.layer "Auto-synced Components" }},
        "domain": {{ resolveOrCreate "Domain" element.data.domain "Auto-synced Domain" }},
        "environments": [
          {{ resolveOrCreate "Environment" element.data.environment "Auto-synced Environment" }}
        ],
        "labels": [
          {{# join element.data.labels "," "" "," }}{"_type": "Label", "name": "{{ this }}"}{{/ join }}
          {"_type": "Label", "name": "shop"}
        ],
        "streams": [
          {{# join element.data.metrics "," }}
          {"_type": "MetricStream", "id": {{ id }}, "name": "{{ name }}", "dataType": "METRICS"}
          {{/ join }}
        ],
        "checks": []
      }
      """;

  static final Map<String, Object> PARAMETERS =
      Map.of(
          "element",
          Map.of(
              "externalId",
              "urn:app:/shop-17",
              "type",
              Map.of("name", "Application"),
              "data",
              Map.of(
                  "name", "shop \"17\"",
                  "description", "Sells what there is.\nTo everybody.",
                  "layer", "Applications",
                  "domain", "Shop",
                  "environment", "Production",
                  "labels", List.of("team:a", "tier:1", "zone:eu-1"),
                  "metrics",
                      List.of(
                          Map.of("id", -101, "name", "latency"),
                          Map.of("id", -102, "name", "requests")))));

  private final ConcurrentMap<String, Long> nodes = new ConcurrentHashMap<>();

  @Override
  public OptionalLong byIdentifier(String identifier) {
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong ownedBy(String identifier, String type, String name) {
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong byTypeAndName(String type, String name) {
    Long id = nodes.get(type + name);
    return id == null ? OptionalLong.empty() : OptionalLong.of(id);
  }

  @Override
  public long getOrCreate(String type, String name, String identifier) {
    return nodes.computeIfAbsent(type + name, key -> nodes.size() + 1L);
  }
}
