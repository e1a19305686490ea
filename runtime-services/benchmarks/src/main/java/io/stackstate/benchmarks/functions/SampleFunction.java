package io.stackstate.benchmarks.functions;

import io.stackstate.functions.FunctionDefinition;
import io.stackstate.functions.FunctionKind;
import io.stackstate.functions.Parameter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A function of the shape that StackPacks bring, and an argument for it.
 *
 * @param mutable whether functions of the kind get a tree that they may change
 */
record SampleFunction(
    String name,
    FunctionKind kind,
    String parameter,
    String type,
    boolean mutable,
    String body,
    Object argument) {

  private static final Map<String, Object> DATA =
      Map.of(
          "name",
          "shop",
          "layer",
          "Applications",
          "domain",
          Map.of(),
          "environment",
          "Production",
          "labels",
          "team:a, tier:1,zone:eu-1",
          "tags",
          List.of("os:linux", "status:SAPControl-GREEN", "pid:1702"),
          "identifiers",
          List.of("urn:host:/a", "urn:host:/b"));

  private static final Map<String, Object> ELEMENT =
      Map.of(
          "externalId",
          "urn:app:/shop-17",
          "typeName",
          "Application",
          "type",
          Map.of("name", "Application"),
          "data",
          DATA);

  private static final String IDS =
      """
      element = topologyElement.asReadonlyMap()
      externalId = element["externalId"]
      type = element["typeName"].toLowerCase()
      data = element["data"]
      identifiers = new HashSet<String>()
      if (data.containsKey("identifiers") && data["identifiers"] instanceof List<String>) {
        data["identifiers"].each { id -> identifiers.add(id) }
      }
      return Sts.createId(externalId, identifiers, type)
      """;

  private static final String MAPPING =
      """
      def labels = []
      if (element.data.labels instanceof String) {
        element.data.labels.split(",").each { labels.add(it.trim()) }
      } else {
        labels.addAll(element.data.labels ?: [])
      }
      element.data.put("labels", labels + ["instance:shop"])
      if (!element.data.domain) {
        element.data.put("domain", "Shop")
      }
      if (element.type.name.startsWith("App")) {
        element.data.put("layer", "urn:stackpack:common:layer:applications")
        element.data.put("metrics", (1..3).collect { [id: -100 - it, name: "metric $it"] })
      }
      element
      """;

  private static final String CHECK =
      """
      def states = [GREEN: CLEAR, YELLOW: DEVIATING, RED: CRITICAL]
      def result = null
      for (event in events) {
        for (tag in event.point.tags) {
          if (tag.startsWith("status:")) {
            def colour = tag.substring(tag.lastIndexOf("-") + 1)
            result = states.containsKey(colour) ? states[colour] : UNKNOWN
          }
        }
      }
      result == null ? null : [healthState: result, shortMessage: "status is ${result}"]
      """;

  static List<SampleFunction> all() {
    return List.of(
        new SampleFunction(
            "id extractor",
            FunctionKind.ID_EXTRACTOR,
            "topologyElement",
            "STRUCT_TYPE",
            false,
            IDS,
            ELEMENT),
        new SampleFunction(
            "component mapping",
            FunctionKind.COMPONENT_MAPPING,
            "element",
            "STRUCT_TYPE",
            true,
            MAPPING,
            ELEMENT),
        new SampleFunction(
            "check of an event stream",
            FunctionKind.CHECK,
            "events",
            "EVENT_STREAM",
            false,
            CHECK,
            List.of(
                Map.of("timestamp", 1_700_000_000_000L, "point", DATA),
                Map.of("timestamp", 1_700_000_060_000L, "point", DATA))));
  }

  FunctionDefinition definition() {
    return new FunctionDefinition(
        kind,
        name,
        Optional.empty(),
        List.of(new Parameter(parameter, type, true, false, true)),
        body,
        false);
  }
}
