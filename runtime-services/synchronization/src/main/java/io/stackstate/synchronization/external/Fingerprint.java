package io.stackstate.synchronization.external;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.stackstate.model.change.Check;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.Relation;
import io.stackstate.model.change.TelemetryStream;
import io.stackstate.model.intake.TopologyPayload;
import io.stackstate.model.settings.MergeStrategy;
import java.util.List;

/**
 * 64-bit hashes that stand for a whole element, so that "has anything changed" needs neither the
 * old element nor its JSON. Two different elements have the same one in 1 of 2^64 comparisons. 0
 * never occurs: it means "unknown". Not thread-safe.
 */
final class Fingerprint {
  private final HashStream64 stream = Hashing.xxh3_64().hashStream();

  long of(TopologyPayload.Component sent) {
    stream.reset();
    put(sent.externalId());
    put(sent.typeName());
    put(sent.data());
    put(sent.sourceProperties());
    return value();
  }

  long of(TopologyPayload.Relation sent) {
    stream.reset();
    put(sent.externalId());
    put(sent.typeName());
    put(sent.sourceId());
    put(sent.targetId());
    put(sent.data());
    put(sent.sourceProperties());
    return value();
  }

  /** Of what the component says and how it merges; its id and its sources do not count. */
  long of(Component component, MergeStrategy strategy) {
    stream.reset();
    if (strategy != null) {
      stream.putInt(strategy.ordinal());
    }
    put(component.name());
    put(component.type());
    put(component.layer());
    put(component.domain());
    put(component.environments());
    put(component.labels());
    put(component.identifiers());
    put(component.description());
    put(component.version());
    put(component.properties());
    put(component.streams(), component.checks());
    if (component.propagation() != null) {
      put(component.propagation());
    }
    return value();
  }

  /** Of what the relation says; its id, ends and origin do not count. */
  long of(Relation relation) {
    stream.reset();
    put(relation.name());
    put(relation.type());
    stream.putInt(relation.dependencyDirection().ordinal());
    put(relation.labels());
    put(relation.description());
    put(relation.properties());
    put(relation.streams(), relation.checks());
    return value();
  }

  /** Of all that the record of a relation shows. */
  long ofOutput(ExternalRelation relation) {
    stream.reset();
    stream.putLong(relation.stateHash);
    stream.putLong(relation.source.elementId);
    stream.putLong(relation.target.elementId);
    put(relation.source.shownExternalId());
    put(relation.target.shownExternalId());
    return value();
  }

  long of(String text) {
    stream.reset();
    put(text);
    return value();
  }

  long of(byte[] bytes) {
    stream.reset();
    stream.putBytes(bytes);
    return value();
  }

  private void put(String text) {
    if (text == null) {
      stream.putByte((byte) 0);
    } else {
      stream.putByte((byte) 1);
      stream.putString(text);
    }
  }

  /** Their definitions say all. */
  private void put(List<TelemetryStream> streams, List<Check> checks) {
    streams.forEach(telemetry -> put(telemetry.definition()));
    checks.forEach(check -> put(check.definition()));
  }

  private void put(List<String> texts) {
    stream.putInt(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      put(texts.get(i));
    }
  }

  private long value() {
    long hash = stream.getAsLong();
    return hash == 0 ? 1 : hash;
  }
}
