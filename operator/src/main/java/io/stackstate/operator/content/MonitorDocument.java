package io.stackstate.operator.content;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.crds.MonitorSpec;

/**
 * A monitor as a document of settings (health sheet, section 3.1): its node, and before it that of
 * its function when the resource brings one. No text in it is a template. Pure.
 */
final class MonitorDocument {
  private static final int FUNCTION = -1;

  private MonitorDocument() {}

  static String of(String identifier, String name, MonitorSpec spec) {
    String monitor = NodesDocument.literal(monitor(identifier, name, spec));
    String nodes =
        spec.script() == null
            ? monitor
            : NodesDocument.literal(function(identifier, name, spec)) + ",\n" + monitor;
    return "{\"nodes\": [\n" + nodes + "\n]}\n";
  }

  private static ObjectNode function(String identifier, String name, MonitorSpec spec) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("_type", "MonitorFunction");
    node.put("id", FUNCTION);
    node.put("identifier", identifier + ":function");
    node.put("name", name);
    node.putArray("parameters");
    node.putObject("script").put("_type", "ScriptFunctionBody").put("scriptBody", spec.script());
    return node;
  }

  private static ObjectNode monitor(String identifier, String name, MonitorSpec spec) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("_type", "Monitor");
    node.put("identifier", identifier);
    node.put("name", name);
    if (spec.description() != null) {
      node.put("description", spec.description());
    }
    if (spec.script() == null) {
      node.put("function", spec.function());
    } else {
      node.put("function", FUNCTION);
    }
    if (spec.arguments() == null || spec.arguments().isNull()) {
      node.putObject("arguments");
    } else {
      node.set("arguments", spec.arguments());
    }
    node.put("intervalSeconds", spec.intervalSeconds());
    node.put("status", Boolean.FALSE.equals(spec.enabled()) ? "DISABLED" : "ENABLED");
    if (spec.tags() != null) {
      spec.tags().forEach(node.putArray("tags")::add);
    }
    if (spec.remediationHint() != null) {
      node.put("remediationHint", spec.remediationHint());
    }
    return node;
  }
}
