package io.stackstate.stackpacks.provision;

import io.stackstate.functions.template.NodeResolver;
import io.stackstate.functions.template.Template;
import io.stackstate.functions.template.TemplateException;
import io.stackstate.functions.template.TemplateFiles;
import io.stackstate.functions.template.TemplateLimits;
import io.stackstate.model.settings.SyncProgram;
import io.stackstate.stackpacks.archive.SemVer;
import io.stackstate.stackpacks.archive.StackPackArchive;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Our own pack "Custom Synchronization", and whether a synchronization still is what it brought.
 * Thread-safe.
 */
public final class OwnSynchronization {
  public static final String PACK = "autosync";

  /** In place of the label, which is the only thing that an instance brings in. */
  private static final String LABEL = "LABEL-OF-THE-INSTANCE";

  private static final Pattern PLAIN = Pattern.compile("[^\\\\\"{}]+");

  private final SemVer version;
  private final String componentIds;
  private final String relationIds;
  private final String beforeLabel;
  private final String behindLabel;
  private final String relation;

  /** Reads the pack that comes with this program. */
  public OwnSynchronization() {
    StackPackArchive archive =
        BundledPacks.all().stream()
            .filter(pack -> pack.manifest().name().equals(PACK))
            .findFirst()
            .orElseThrow();
    String component = template(archive, "templates/component.json.handlebars");
    int label = component.indexOf(LABEL);
    this.version = archive.manifest().version();
    this.componentIds = text(archive, "scripts/Component id extractor.groovy");
    this.relationIds = text(archive, "scripts/Relation id extractor.groovy");
    this.beforeLabel = component.substring(0, label);
    this.behindLabel = component.substring(component.indexOf('"', label));
    this.relation = template(archive, "templates/relation.json.handlebars");
  }

  /** Of the pack that comes with this program. */
  public SemVer version() {
    return version;
  }

  /** The inputs of an instance. */
  public static Map<String, String> inputs(String instanceType, String instanceUrl) {
    return Map.of("sts_instance_type", instanceType, "sts_instance_url", instanceUrl);
  }

  /**
   * The label that elements get, when a program does exactly what the pack brought; empty when it
   * does something else.
   */
  public Optional<String> label(SyncProgram program) {
    if (!program.componentActions().isEmpty()
        || !program.relationActions().isEmpty()
        || !componentIds.equals(script(program.componentIdExtractor()))
        || !relationIds.equals(script(program.relationIdExtractor()))
        || !relation.equals(template(program.defaultRelationAction()))) {
      return Optional.empty();
    }
    String component = template(program.defaultComponentAction());
    if (component == null
        || component.length() <= beforeLabel.length() + behindLabel.length()
        || !component.startsWith(beforeLabel)
        || !component.endsWith(behindLabel)) {
      return Optional.empty();
    }
    String label =
        component.substring(beforeLabel.length(), component.length() - behindLabel.length());
    return Optional.of(label).filter(text -> PLAIN.matcher(text).matches());
  }

  /**
   * What the pack brings for a topic, not compiled.
   *
   * @param label that components get; plain text without quotes and braces
   */
  public SyncProgram program(String topic, String integrationType, String label) {
    return new SyncProgram(
        topic,
        integrationType,
        null,
        null,
        null,
        true,
        0,
        new SyncProgram.Function("component ids", null, componentIds, "topologyElement"),
        new SyncProgram.Function("relation ids", null, relationIds, "topologyElement"),
        List.of(),
        action("component template", beforeLabel + label + behindLabel),
        List.of(),
        action("relation template", relation));
  }

  private static SyncProgram.Action action(String name, String template) {
    return new SyncProgram.Action(
        "default",
        null,
        new SyncProgram.Function(name, null, template, "element"),
        "MergePreferTheirs");
  }

  private static String script(SyncProgram.Function function) {
    return function == null ? null : function.script();
  }

  private static String template(SyncProgram.Action action) {
    return action == null
            || action.mapping() != null
            || !"MergePreferTheirs".equals(action.mergeStrategy())
        ? null
        : script(action.template());
  }

  /** As an import leaves it. */
  private static String template(StackPackArchive archive, String file) {
    try {
      return Template.compile(file, text(archive, file), TemplateFiles.NONE, TemplateLimits.IMPORT)
          .render(Map.of("integrationType", LABEL, "integrationUrl", ""), NodeResolver.NONE);
    } catch (TemplateException e) {
      throw new IllegalStateException("our own pack: " + e.getMessage(), e);
    }
  }

  private static String text(StackPackArchive archive, String file) {
    return archive
        .provisioning()
        .read(file)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .orElseThrow(() -> new IllegalStateException("our own pack has no " + file));
  }
}
