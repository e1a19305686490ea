package io.stackstate.synchronization.mapping;

import io.stackstate.model.change.Component;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.Relation;
import io.stackstate.model.intake.TopologyPayload;
import io.stackstate.model.settings.SyncSettings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToLongFunction;

/**
 * The behaviour of the pack "Custom Synchronization" (topology sheet, section 8): the external id
 * is the id, types are lower-cased, {@code data.identifiers} are the identifiers when they are a
 * list, and what {@code data} does not say gets a default that names the pack.
 *
 * <p>A type that is missing is an error of the extractor; one that is empty gets the default, as in
 * the original. Components get the label {@code <type>:<url>} of the instance, relations do not.
 */
public final class CustomSynchronization implements IdExtractor {
  static final String COMPONENT_TYPE = "Auto-synced Component";
  static final String RELATION_TYPE = "Auto-synced Relation";
  static final String LAYER = "Auto-synced Components";
  static final String DOMAIN = "Auto-synced Domain";
  static final String ENVIRONMENT = "Auto-synced Environment";

  private final String instanceLabel;

  private CustomSynchronization(String instanceLabel) {
    this.instanceLabel = instanceLabel;
  }

  /** The pipeline of a topology instance. */
  public static Pipeline pipeline(SyncSettings settings) {
    return pipeline(settings.instanceType().trim() + ":" + settings.instanceUrl().trim());
  }

  private static Pipeline pipeline(String instanceLabel) {
    CustomSynchronization custom = new CustomSynchronization(instanceLabel);
    return new Pipeline(custom, custom::component, CustomSynchronization::relation);
  }

  /**
   * The compiled form of the pack: what it cannot give, which is streams, the pack's own templates
   * give.
   *
   * @param templates the pack as it is
   */
  public static Pipeline compiled(String instanceLabel, Pipeline templates) {
    Pipeline fast = pipeline(instanceLabel);
    return new Pipeline(
        fast.ids(),
        (ids, element) ->
            (hasMetrics(element.data()) ? templates : fast).components().map(ids, element),
        (ids, sync, element, ends) ->
            (hasMetrics(element.data()) ? templates : fast)
                .relations()
                .map(ids, sync, element, ends));
  }

  private static boolean hasMetrics(Map<String, Object> data) {
    return data.get("metrics") instanceof List<?> metrics && !metrics.isEmpty();
  }

  /** The extractor alone, which depends on no instance. */
  public static IdExtractor idExtractor() {
    return new CustomSynchronization("");
  }

  @Override
  public ExtComponent component(TopologyPayload.Component sent) throws ElementException {
    String externalId = required("externalId", sent.externalId());
    String type = type(sent.typeName());
    Map<String, Object> data = ElementData.parse("data", sent.data());
    return new ExtComponent(
        externalId,
        type,
        ElementData.list(data, "identifiers"),
        data,
        ElementData.properties(data, sent.data(), sent.sourceProperties()));
  }

  @Override
  public ExtRelation relation(TopologyPayload.Relation sent) throws ElementException {
    String externalId = required("externalId", sent.externalId());
    String type = type(sent.typeName());
    String source = required("sourceId", sent.sourceId());
    String target = required("targetId", sent.targetId());
    Map<String, Object> data = ElementData.parse("data", sent.data());
    return new ExtRelation(
        externalId,
        type,
        source,
        target,
        data,
        ElementData.properties(data, sent.data(), sent.sourceProperties()));
  }

  private MappedComponents component(IntToLongFunction ids, ExtComponent element) {
    Map<String, Object> data = element.data();
    Set<String> labels = labels(data);
    labels.add(instanceLabel);
    return MappedComponents.of(
        new Component(
            ids.applyAsLong(0),
            ElementData.text(data, "name", element.externalId()),
            element.type().isBlank() ? COMPONENT_TYPE : element.type(),
            ElementData.text(data, "layer", LAYER),
            ElementData.text(data, "domain", DOMAIN),
            environments(data),
            new ArrayList<>(labels),
            element.identifiers(),
            ElementData.text(data, "description"),
            ElementData.text(data, "version"),
            element.properties(),
            List.of()));
  }

  private static MappedRelations relation(
      IntToLongFunction ids, long sync, ExtRelation element, RelationMapper.Ends ends)
      throws ElementException {
    Map<String, Object> data = element.data();
    Relation relation =
        new Relation(
            ids.applyAsLong(0),
            element.sourceExternalId() + " --> " + element.targetExternalId(),
            element.type().isBlank() ? RELATION_TYPE : element.type(),
            ends.source(),
            ends.target(),
            direction(data),
            new ArrayList<>(labels(data)),
            ElementData.text(data, "description"),
            element.properties(),
            sync,
            element.externalId());
    return new MappedRelations(List.of(relation), List.of());
  }

  private static Set<String> labels(Map<String, Object> data) {
    Set<String> labels = new LinkedHashSet<>();
    ElementData.addAll(data, "labels", labels);
    ElementData.addAll(data, "tags", labels);
    return labels;
  }

  private static List<String> environments(Map<String, Object> data) {
    Set<String> environments = new LinkedHashSet<>();
    ElementData.addAll(data, "environment", environments);
    ElementData.addAll(data, "environments", environments);
    return environments.isEmpty() ? List.of(ENVIRONMENT) : new ArrayList<>(environments);
  }

  private static DependencyDirection direction(Map<String, Object> data) throws ElementException {
    String text = ElementData.text(data, "dependencyDirection");
    if (text == null) {
      return DependencyDirection.ONE_WAY;
    }
    for (DependencyDirection direction : DependencyDirection.values()) {
      if (direction.name().equalsIgnoreCase(text)) {
        return direction;
      }
    }
    throw new ElementException(
        "InvalidData",
        "data.dependencyDirection: found " + text + ", expected ONE_WAY, BOTH or NONE");
  }

  private static String type(String typeName) throws ElementException {
    if (typeName == null) {
      throw new ElementException("IdExtractor", "type.name: missing, expected text");
    }
    return typeName.trim().toLowerCase(Locale.ROOT);
  }

  private static String required(String field, String value) throws ElementException {
    if (value == null || value.isEmpty()) {
      throw new ElementException("IdExtractor", field + ": missing, expected text");
    }
    return value;
  }
}
