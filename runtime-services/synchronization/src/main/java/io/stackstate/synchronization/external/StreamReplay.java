package io.stackstate.synchronization.external;

import io.stackstate.model.change.Relation;
import io.stackstate.model.intake.TopologyPayload;
import io.stackstate.synchronization.mapping.ElementException;
import io.stackstate.synchronization.mapping.ExtRelation;

/**
 * Rebuilds after a restart what the change log does not hold: what the open snapshot has confirmed,
 * and the relations that wait. It reads the stream again from where the older of both began up to
 * the committed offset. All other effects of those records are in the log already, so nothing is
 * created, deleted or counted.
 */
final class StreamReplay {
  private final TopologyStream stream;
  private final int maxParked;

  StreamReplay(TopologyStream stream, int maxParked) {
    this.stream = stream;
    this.maxParked = maxParked;
  }

  void accept(IntakeRecord record, long now) {
    TopologyPayload payload = record.payload();
    if (payload instanceof TopologyPayload.StartSnapshot) {
      stream.parked.removeOldest(p -> stream.open() != null);
      stream.open(new OpenSnapshot(record.offset(), record.host()));
      return;
    }
    if (stream.open() != null) {
      stream.open().isNewForeigner(record.host());
    }
    if (payload instanceof TopologyPayload.Component component) {
      confirm(stream.topology.components.get(component.externalId()), now);
    } else if (payload instanceof TopologyPayload.Relation relation) {
      relation(relation, record.offset(), now);
    } else if (payload instanceof TopologyPayload.Delete delete && delete.externalId() != null) {
      stream.forgetParked(delete.externalId());
    } else if (payload instanceof TopologyPayload.StopSnapshot) {
      stream.parked.removeOldest(p -> stream.open() != null);
      stream.abandonSnapshot();
    }
  }

  private void relation(TopologyPayload.Relation sent, long offset, long now) {
    ExternalRelation present = stream.topology.relations.get(sent.externalId());
    try {
      ExtRelation element = stream.mapping.extract(sent);
      Relation mapped = stream.mapping.map(stream.topology, element, sent);
      if (present != null) {
        confirm(present, now);
        stream.parked.remove(present.externalId);
      } else if (hasBothEnds(element)) {
        stream.parked.remove(element.externalId());
      } else {
        park(element, mapped, stream.mapping.hash(sent), offset, now);
      }
    } catch (ElementException e) {
      // It was counted when it was first read; what is there stays, and so is confirmed.
      confirm(present, now);
    }
  }

  private void park(ExtRelation element, Relation mapped, long hash, long offset, long now) {
    stream.parked.put(
        new ParkedRelation(
            mapped, element.sourceExternalId(), element.targetExternalId(), hash, offset, now));
    if (stream.parked.size() > maxParked) {
      stream.parked.remove(stream.parked.oldest().externalId());
    }
  }

  private boolean hasBothEnds(ExtRelation element) {
    return stream.topology.components.containsKey(element.sourceExternalId())
        && stream.topology.components.containsKey(element.targetExternalId());
  }

  private void confirm(ExternalElement element, long now) {
    if (element != null) {
      stream.seen(element, now);
    }
  }
}
