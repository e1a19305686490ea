package io.stackstate.synchronization.external;

import io.stackstate.model.change.Relation;

/** A relation that waits for a component that it names. */
final class ParkedRelation {
  private final Relation mapped;
  private final String sourceExternalId;
  private final String targetExternalId;
  private final long offset;
  private final long sinceMillis;
  private long inputHash;

  /**
   * @param offset of the record that it came with
   * @param sinceMillis when it began to wait; after a restart the time of the restart
   */
  ParkedRelation(
      Relation mapped,
      String sourceExternalId,
      String targetExternalId,
      long inputHash,
      long offset,
      long sinceMillis) {
    this.mapped = mapped;
    this.sourceExternalId = sourceExternalId;
    this.targetExternalId = targetExternalId;
    this.inputHash = inputHash;
    this.offset = offset;
    this.sinceMillis = sinceMillis;
  }

  String externalId() {
    return mapped.externalId();
  }

  Relation mapped() {
    return mapped;
  }

  String sourceExternalId() {
    return sourceExternalId;
  }

  String targetExternalId() {
    return targetExternalId;
  }

  long offset() {
    return offset;
  }

  long sinceMillis() {
    return sinceMillis;
  }

  long inputHash() {
    return inputHash;
  }

  /** It was mapped by a pipeline that is no longer used. */
  void forgetInput() {
    inputHash = 0;
  }
}
