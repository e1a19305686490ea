package io.stackstate.stackpacks.stj;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.functions.template.NodeResolver;
import io.stackstate.functions.template.Rendered;
import io.stackstate.functions.template.SourceLines.Place;
import io.stackstate.functions.template.Template;
import io.stackstate.functions.template.TemplateException;
import io.stackstate.functions.template.TemplateLimits;
import io.stackstate.stackpacks.settings.Content;
import io.stackstate.stackpacks.settings.Finding;
import io.stackstate.stackpacks.settings.Findings;
import io.stackstate.stackpacks.settings.SettingsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Renders a document, parses it, and checks its envelope (topology sheet, 4.1 and 4.5). */
public final class StjReader {
  /** The format that exports carry; documents of the same major version are read. */
  public static final String VERSION = "1.0.99";

  private StjReader() {}

  /**
   * @throws SettingsException when the template fails, or its output is no document of settings
   */
  public static StjDocument read(StjSource source, NodeResolver nodes) throws SettingsException {
    Rendered rendered = render(source, nodes);
    LocatedTree tree = parse(rendered);
    Findings findings = new Findings();
    checkVersion(tree, rendered, findings);
    JsonNode list = tree.root().path("nodes");
    if (!list.isArray()) {
      findings.error(
          rendered.lines().place(1), null, "nodes", "missing, expected a list of settings nodes");
    }
    List<ObjectNode> found = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      if (Content.isNode(list.get(i))) {
        trimTypes(list.get(i));
        found.add((ObjectNode) list.get(i));
      } else {
        findings.error(
            place(tree, rendered, list.get(i)),
            null,
            "nodes[" + i + "]",
            "expected an object with _type");
      }
    }
    findings.throwErrors();
    return new StjDocument(found, object -> place(tree, rendered, object), findings.warnings());
  }

  private static Rendered render(StjSource source, NodeResolver nodes) throws SettingsException {
    try {
      return Template.compile(source.name(), source.text(), source.files(), TemplateLimits.IMPORT)
          .trace(source.parameters(), nodes);
    } catch (TemplateException e) {
      throw new SettingsException(
          List.of(
              new Finding(
                  Finding.Level.ERROR,
                  new Place(e.file(), e.line()),
                  null,
                  "",
                  "column " + e.column() + ": " + e.problem())));
    }
  }

  private static LocatedTree parse(Rendered rendered) throws SettingsException {
    try {
      LocatedTree tree = LocatedTree.parse(rendered.text());
      if (!tree.root().isObject()) {
        throw new SettingsException("found no object, expected a document with a list \"nodes\"");
      }
      return tree;
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      throw new SettingsException(
          List.of(
              new Finding(
                  Finding.Level.ERROR,
                  rendered.lines().place(line),
                  null,
                  "",
                  firstLine(e.getOriginalMessage()) + near(rendered.text(), line))));
    } catch (IOException e) {
      throw new SettingsException(firstLine(e.getMessage()));
    }
  }

  private static String near(String text, int line) {
    String[] lines = text.split("\n", line + 1);
    if (lines.length < line || lines[line - 1].isBlank()) {
      return "";
    }
    String found = lines[line - 1].strip();
    return "; the line reads: " + (found.length() > 80 ? found.substring(0, 80) + "..." : found);
  }

  private static String firstLine(String message) {
    return message == null ? "not readable" : message.lines().findFirst().orElse("not readable");
  }

  private static void checkVersion(LocatedTree tree, Rendered rendered, Findings findings) {
    String version = Content.text(tree.root(), "_version");
    if (version == null) {
      return;
    }
    Place place = rendered.lines().place(1);
    if (!version.matches("[0-9]+(\\.[0-9]+)*")) {
      findings.error(
          place, null, "_version", "found \"" + version + "\", expected one like " + VERSION);
    } else if (version.startsWith("0.") || version.equals("0")) {
      findings.warning(place, null, "_version", "found " + version + ", read as 1.0.0");
    } else if (!version.startsWith("1.") && !version.equals("1")) {
      findings.error(place, null, "_version", "found " + version + ", expected at most " + VERSION);
    }
  }

  /** Published packs write {@code " MetricTelemetryQuery"}. */
  private static void trimTypes(JsonNode value) {
    if (Content.isNode(value)) {
      String type = Content.text(value, "_type");
      if (!type.equals(type.trim())) {
        ((ObjectNode) value).put("_type", type.trim());
      }
    }
    value.forEach(
        child -> {
          if (child.isContainerNode()) {
            trimTypes(child);
          }
        });
  }

  private static Place place(LocatedTree tree, Rendered rendered, JsonNode object) {
    int line = tree.line(object);
    return line == 0 ? null : rendered.lines().place(line);
  }
}
