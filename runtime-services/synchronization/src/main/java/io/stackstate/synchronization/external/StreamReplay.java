package io.stackstate.synchronization.external;

import io.stackstate.model.change.Relation;
import io.stackstate.model.intake.TopologyPayload;
import io.stackstate.synchronization.mapping.ElementException;
import io.stackstate.synchronization.mapping.ExtRelation;
import io.stackstate.synchronization.mapping.PartIds;
import io.stackstate.synchronization.mapping.RelationMapper.Ends;
import java.util.List;

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
      stream.parked.removeOldest(p -> stream.snapshots.open() != null);
      stream.snapshots.open(new OpenSnapshot(record.offset(), record.host()));
      return;
    }
    if (stream.snapshots.open() != null) {
      stream.snapshots.open().isNewForeigner(record.host());
    }
    if (payload instanceof TopologyPayload.Component component) {
      confirm(stream.topology.component(component.externalId()), now);
    } else if (payload instanceof TopologyPayload.Relation relation) {
      relation(relation, record.offset(), now);
    } else if (payload instanceof TopologyPayload.Delete delete && delete.externalId() != null) {
      stream.evaluation.forgetParked(delete.externalId());
    } else if (payload instanceof TopologyPayload.StopSnapshot) {
      stream.parked.removeOldest(p -> stream.snapshots.open() != null);
      stream.abandonSnapshot();
    }
  }

  private void relation(TopologyPayload.Relation sent, long offset, long now) {
    ExternalRelation present = stream.topology.relation(sent.externalId());
    ElementMapping mapping = stream.evaluation.mapping();
    try {
      ExtRelation element = mapping.extract(sent);
      Ends ends = mapping.ends(stream.topology, element);
      List<Relation> mapped = mapping.map(stream.topology, element, ends, sent).relations();
      if (present != null) {
        confirm(present, now);
        forget(element, mapped.size());
      } else if (hasBothEnds(element)) {
        forget(element, mapped.size());
      } else {
        for (Relation relation : mapped) {
          boolean exchanged = relation.source() != ends.source();
          park(element, relation, exchanged, mapping.hash(sent), offset, now);
        }
      }
    } catch (ElementException e) {
      // It was counted when it was first read; what is there stays, and so is confirmed.
      confirm(present, now);
    }
  }

  private void forget(ExtRelation element, int parts) {
    for (int place = 0; place < parts; place++) {
      stream.parked.remove(PartIds.externalId(element.externalId(), place));
    }
  }

  private void park(
      ExtRelation element, Relation mapped, boolean exchanged, long hash, long offset, long now) {
    String source = element.sourceExternalId();
    String target = element.targetExternalId();
    stream.parked.put(
        new ParkedRelation(
            mapped, exchanged ? target : source, exchanged ? source : target, hash, offset, now));
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
      stream.topology.forEachPart(element, part -> stream.snapshots.seen(part, now));
    }
  }
}
