package io.stackstate.synchronization.external;

import io.stackstate.model.change.Relation;

/** A relation of one synchronization, both of whose components exist. */
final class ExternalRelation extends ExternalElement {
  ExternalComponent source;
  ExternalComponent target;

  /** Its places in the lists of its ends. */
  int placeAtSource;

  int placeAtTarget;

  /** Of the record that was last written; 0 before the first. */
  long outputHash;

  private Relation mapped;
  private byte[] encoded;

  ExternalRelation(String externalId, long id) {
    super(externalId, id);
  }

  void say(Relation relation, long hash) {
    mapped = relation;
    stateHash = hash;
  }

  void written(byte[] bytes) {
    encoded = bytes;
    mapped = null;
  }

  /** The JSON of the record that was last written; null before the first. */
  byte[] encoded() {
    return encoded;
  }

  /** The record to write, with its ends as they are now. */
  Relation current() {
    return Encoding.withEnds(mapped != null ? mapped : Encoding.relation(encoded), source, target);
  }

  /** The same relation, waiting for an end that it has just lost. */
  ParkedRelation parked(long offset, long nowMillis) {
    return new ParkedRelation(
        mapped != null ? mapped : Encoding.relation(encoded),
        source.externalId,
        target.externalId,
        inputHash,
        offset,
        nowMillis);
  }

  void attach(ExternalComponent from, ExternalComponent to) {
    source = from;
    target = to;
    from.outgoing.add(this);
    to.incoming.add(this);
  }

  void detach() {
    source.outgoing.remove(this);
    target.incoming.remove(this);
  }
}
