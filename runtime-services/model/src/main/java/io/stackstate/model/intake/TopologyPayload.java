package io.stackstate.model.intake;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * One element of a topology stream, as it stands under {@code TopologyElement.payload} on {@code
 * sts_topo_*} (topology sheet, section 2.3). {@code data} and {@code sourceProperties} are the text
 * of a JSON object.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
@JsonSubTypes({
  @JsonSubTypes.Type(value = TopologyPayload.StartSnapshot.class, name = "TopologyStartSnapshot"),
  @JsonSubTypes.Type(value = TopologyPayload.StopSnapshot.class, name = "TopologyStopSnapshot"),
  @JsonSubTypes.Type(value = TopologyPayload.Component.class, name = "TopologyComponent"),
  @JsonSubTypes.Type(value = TopologyPayload.Relation.class, name = "TopologyRelation"),
  @JsonSubTypes.Type(value = TopologyPayload.Delete.class, name = "TopologyDelete")
})
public sealed interface TopologyPayload {

  /** From here to the stop marker follows the complete truth of the instance. */
  record StartSnapshot(String snapshotId) implements TopologyPayload {}

  record StopSnapshot(String snapshotId) implements TopologyPayload {}

  /** {@code sourceProperties} is null when the sender gave none. */
  record Component(String externalId, String typeName, String data, String sourceProperties)
      implements TopologyPayload {}

  /** {@code sourceId} and {@code targetId} are external ids of the same instance. */
  record Relation(
      String externalId,
      String sourceId,
      String targetId,
      String typeName,
      String data,
      String sourceProperties)
      implements TopologyPayload {}

  /** Deletes the component or relation with this external id. */
  record Delete(String externalId) implements TopologyPayload {}
}
