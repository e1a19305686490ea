package io.stackstate.synchronization.external;

/**
 * What is remembered of one element that a synchronization has. There may be millions, so it is
 * hashes and bytes rather than decoded records.
 */
abstract sealed class ExternalElement permits ExternalComponent, ExternalRelation {
  final String externalId;

  /** Its own id; a merged component is shown under that of its oldest contributor. */
  final long id;

  /** Of the newest record that was mapped without an error; 0 after a restart. */
  long inputHash;

  /** Of the mapped element. */
  long stateHash;

  /** The number of the snapshot in which it was last seen. */
  int seenIn;

  /** Epoch milliseconds; counts from the start after a restart. */
  long lastSeenMillis;

  boolean removed;

  /** The generation of the pipeline that last evaluated it. */
  int evaluatedIn;

  /** How many more elements the template made of the same external element. */
  int parts;

  ExternalElement(String externalId, long id) {
    this.externalId = externalId;
    this.id = id;
  }

  final void seen(int snapshot, long nowMillis) {
    seenIn = snapshot;
    lastSeenMillis = nowMillis;
  }
}
