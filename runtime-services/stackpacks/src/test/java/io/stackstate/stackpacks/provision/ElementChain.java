package io.stackstate.stackpacks.provision;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.functions.FunctionCompiler;
import io.stackstate.functions.FunctionDefinitionReader;
import io.stackstate.functions.FunctionResult;
import io.stackstate.functions.FunctionResult.Extracted;
import io.stackstate.functions.FunctionResult.Mapped;
import io.stackstate.functions.sandbox.Limits;
import io.stackstate.functions.template.Template;
import io.stackstate.functions.template.TemplateFiles;
import io.stackstate.functions.template.TemplateLimits;
import io.stackstate.model.Json;
import io.stackstate.stackpacks.settings.MemorySettings;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.stj.SettingsResolver;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** What becomes of an element of a payload: id extractor, mapping and template of a Sync node. */
final class ElementChain {
  private final FunctionCompiler compiler = new FunctionCompiler(100, Limits.SCRIPT);
  private final MemorySettings settings;
  private final Node sync;

  ElementChain(MemorySettings settings, Node sync) {
    this.settings = settings;
    this.sync = sync;
  }

  /** An element after its extraction and its rendering. */
  record Result(Extracted extracted, Map<String, Object> element, JsonNode rendered) {}

  Result component(String externalId, String type, Map<String, Object> data) throws Exception {
    Extracted extracted = extract("componentIdExtractorFunction", externalId, type, data);
    Map<String, Object> element = element(extracted, data);
    return rendered(extracted, element, "defaultComponentAction");
  }

  Result relation(
      String externalId, String type, String source, String target, Map<String, Object> data)
      throws Exception {
    Extracted extracted = extract("relationIdExtractorFunction", externalId, type, data);
    Map<String, Object> element = element(extracted, data);
    element.put("sourceExternalId", source);
    element.put("targetExternalId", target);
    element.put("sourceId", 11L);
    element.put("targetId", 12L);
    return rendered(extracted, element, "defaultRelationAction");
  }

  private static Map<String, Object> element(Extracted extracted, Map<String, Object> data) {
    Map<String, Object> element = new HashMap<>();
    element.put("externalId", extracted.externalId());
    element.put("type", new HashMap<>(Map.of("name", extracted.type())));
    element.put("data", new HashMap<>(data));
    return element;
  }

  private Extracted extract(
      String function, String externalId, String type, Map<String, Object> data) throws Exception {
    Node node = node(sync.content().at("/topologyDataQuery/" + function));
    String parameter = node.content().at("/parameters/0/name").textValue();
    Map<String, Object> struct =
        Map.of("externalId", externalId, "typeName", type, "data", new HashMap<>(data));
    return (Extracted) call(node, Map.of(parameter, struct));
  }

  private Result rendered(Extracted extracted, Map<String, Object> element, String action)
      throws Exception {
    Map<String, Object> mapped = element;
    JsonNode mapping = sync.content().at("/" + action + "/mappingFunction");
    if (mapping.isIntegralNumber()) {
      mapped = ((Mapped) call(node(mapping), Map.of("element", element))).element();
    }
    Node template = node(sync.content().at("/" + action + "/templateFunction"));
    String text =
        Template.compile(
                template.label(),
                template.content().path("handlebarsTemplate").textValue(),
                TemplateFiles.NONE,
                TemplateLimits.ELEMENT)
            .render(
                Map.of("element", mapped),
                new SettingsResolver(settings, InstantSource.system(), new ReentrantLock()));
    return new Result(extracted, mapped, Json.mapper().readTree(text));
  }

  private FunctionResult call(Node node, Map<String, Object> arguments) throws Exception {
    return compiler.compile(FunctionDefinitionReader.read(node.content())).call(arguments);
  }

  private Node node(JsonNode id) {
    return settings.byId(id.asLong()).orElseThrow();
  }
}
