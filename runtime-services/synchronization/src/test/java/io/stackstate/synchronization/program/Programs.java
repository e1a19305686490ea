package io.stackstate.synchronization.program;

import io.stackstate.model.settings.SyncProgram;
import io.stackstate.model.settings.SyncProgram.Action;
import io.stackstate.model.settings.SyncProgram.Function;
import io.stackstate.model.settings.SyncSettings;
import java.util.List;

/** Programs of the shape that packs for custom synchronization have. */
public final class Programs {
  public static final Function COMPONENT_IDS =
      new Function(
          "component ids",
          "urn:test:component-ids",
          """
          element = topologyElement.asReadonlyMap()
          identifiers = new HashSet()
          if (element.data.identifiers instanceof List) {
            element.data.identifiers.each { identifiers.add(it) }
          }
          Sts.createId(element.externalId, identifiers, element.typeName.toLowerCase())
          """,
          "topologyElement");

  public static final Function RELATION_IDS =
      new Function(
          "relation ids",
          null,
          """
          element = topologyElement.asReadonlyMap()
          Sts.createId(element.externalId, new HashSet(), element.typeName.toLowerCase())
          """,
          "topologyElement");

  public static final String COMPONENT =
      """
      {
        "_type": "Component",
        "name": "{{# if element.data.name }}{{ element.data.name }}{{ else }}{{ element.externalId }}{{/ if }}",
        "description": "{{ element.data.description }}",
        "version": "{{ element.data.version }}",
        "type": {{ resolveOrCreate "ComponentType" element.type.name "Auto-synced Component" }},
        "layer": {{ resolveOrCreate "Layer" element.data.layer "Auto-synced Components" }},
        "domain": {{ resolveOrCreate "Domain" element.data.domain "Auto-synced Domain" }},
        "environments": [
          {{ resolveOrCreate "Environment" element.data.environment "Auto-synced Environment" }}
        ],
        "labels": [
          {{# join element.data.labels "," "" "," }}
          {"_type": "Label", "name": "{{ this }}"}
          {{/ join }}
          {"_type": "Label", "name": "LABEL"}
        ],
        "streams": [],
        "checks": []
      }
      """;

  public static final String RELATION =
      """
      {
        "_type": "Relation",
        "name": "{{ element.sourceExternalId }} --> {{ element.targetExternalId }}",
        "description": "{{ element.data.description }}",
        "type": {{ resolveOrCreate "RelationType" element.type.name "Auto-synced Relation" }},
        "dependencyDirection": "{{# if element.data.dependencyDirection }}{{ element.data.dependencyDirection }}{{ else }}ONE_WAY{{/ if }}",
        "source": {{ element.sourceId }},
        "target": {{ element.targetId }},
        "labels": [],
        "streams": [],
        "checks": []
      }
      """;

  private Programs() {}

  /** A program that does what the built-in synchronization does for this label. */
  public static SyncProgram likeBuiltIn(String label) {
    return of(component(COMPONENT.replace("LABEL", label)), relation(RELATION));
  }

  public static SyncProgram of(Action component, Action relation) {
    return new SyncProgram(
        null,
        "test",
        200,
        null,
        null,
        true,
        0,
        COMPONENT_IDS,
        RELATION_IDS,
        List.of(),
        component,
        List.of(),
        relation);
  }

  public static Action component(String template) {
    return action(null, template, "MergePreferTheirs");
  }

  public static Action relation(String template) {
    return action(null, template, null);
  }

  public static Action action(String mapping, String template, String strategy) {
    return action("default", mapping, template, strategy);
  }

  public static Action action(String type, String mapping, String template, String strategy) {
    return new Action(
        type,
        mapping == null ? null : new Function("mapping of " + type, null, mapping, "element"),
        new Function("template of " + type, null, template, "element"),
        strategy);
  }

  public static SyncProgram withComponentActions(SyncProgram p, Action otherwise, Action... of) {
    return new SyncProgram(
        p.topic(),
        p.integrationType(),
        p.maxBatchSize(),
        p.maxBatchesPerSecond(),
        p.expiry(),
        p.consumerOffsetStartAtEarliest(),
        p.createdMillis(),
        p.componentIdExtractor(),
        p.relationIdExtractor(),
        List.of(of),
        otherwise,
        p.relationActions(),
        p.defaultRelationAction());
  }

  public static SyncProgram withExtractor(SyncProgram p, String script) {
    return new SyncProgram(
        p.topic(),
        p.integrationType(),
        p.maxBatchSize(),
        p.maxBatchesPerSecond(),
        p.expiry(),
        p.consumerOffsetStartAtEarliest(),
        p.createdMillis(),
        new Function("component ids", null, script, "topologyElement"),
        p.relationIdExtractor(),
        p.componentActions(),
        p.defaultComponentAction(),
        p.relationActions(),
        p.defaultRelationAction());
  }

  /** The same program, which processes no more than this in a second. */
  public static SyncProgram limited(SyncProgram p, int batchSize, int batchesPerSecond) {
    return new SyncProgram(
        p.topic(),
        p.integrationType(),
        batchSize,
        batchesPerSecond,
        p.expiry(),
        p.consumerOffsetStartAtEarliest(),
        p.createdMillis(),
        p.componentIdExtractor(),
        p.relationIdExtractor(),
        p.componentActions(),
        p.defaultComponentAction(),
        p.relationActions(),
        p.defaultRelationAction());
  }

  /** The same synchronization with this program. */
  public static SyncSettings with(SyncSettings s, SyncProgram program) {
    return new SyncSettings(
        s.id(),
        s.identifier(),
        s.name(),
        s.instanceType(),
        s.instanceUrl(),
        s.expireAfterMillis(),
        s.errorsClearedAt(),
        s.resetAt(),
        program);
  }

  /** The same synchronization, to be reset. */
  public static SyncSettings reset(SyncSettings s, long at) {
    return new SyncSettings(
        s.id(),
        s.identifier(),
        s.name(),
        s.instanceType(),
        s.instanceUrl(),
        s.expireAfterMillis(),
        s.errorsClearedAt(),
        at,
        s.program());
  }
}
