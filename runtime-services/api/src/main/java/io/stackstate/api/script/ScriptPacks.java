package io.stackstate.api.script;

import com.fasterxml.jackson.core.type.TypeReference;
import io.stackstate.functions.api.PackSource;
import io.stackstate.functions.script.ScriptApiException;
import io.stackstate.model.Json;
import io.stackstate.stackpacks.settings.Catalogue;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.settings.SettingsNodes;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** StackPacks as scripts see them (query sheet, section 6.6). Thread-safe. */
public final class ScriptPacks implements PackSource {
  private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {};

  private final SettingsNodes settings;
  private final Predicate<String> installed;

  /**
   * @param installed whether a StackPack of exactly this name has an instance
   */
  public ScriptPacks(SettingsNodes settings, Predicate<String> installed) {
    this.settings = settings;
    this.installed = installed;
  }

  @Override
  public boolean isInstalled(String name) {
    return installed.test(name);
  }

  @Override
  public List<Map<String, Object>> resources(String namespace, String nodeType) {
    Catalogue catalogue = Catalogue.get();
    if (!catalogue.topLevel().contains(nodeType)) {
      throw new ScriptApiException(
          "StackPack.getResources: found \"%s\", expected a type of nodes%s"
              .formatted(
                  nodeType, catalogue.near(nodeType).map(near -> " such as " + near).orElse("")));
    }
    String prefix = "urn:stackpack:" + namespace + ":";
    return settings.byType(nodeType).stream()
        .filter(node -> node.identifier() != null && node.identifier().startsWith(prefix))
        .sorted(Comparator.comparingLong(Node::id))
        .map(ScriptPacks::fields)
        .toList();
  }

  private static Map<String, Object> fields(Node node) {
    Map<String, Object> fields = Json.mapper().convertValue(node.content(), MAP);
    fields.put("_type", node.type());
    fields.put("id", node.id());
    fields.put("identifier", node.identifier());
    if (node.name() != null) {
      fields.put("name", node.name());
    }
    fields.put("ownedBy", node.ownedBy());
    fields.put("lastUpdateTimestamp", node.lastUpdateMillis());
    return fields;
  }
}
