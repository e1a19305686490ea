package io.stackstate.synchronization.external;

import io.stackstate.model.change.Relation;

/**
 * A relation that waits for a component that it names.
 *
 * @param offset of the record that it came with
 * @param sinceMillis when it began to wait; after a restart the time of the restart
 */
record ParkedRelation(
    Relation mapped,
    String sourceExternalId,
    String targetExternalId,
    long inputHash,
    long offset,
    long sinceMillis) {

  String externalId() {
    return mapped.externalId();
  }
}
