package io.stackstate.stackgraph.current;

/**
 * The newest state of one aspect of an element.
 *
 * @param element as the record says; null when it was deleted
 * @param json the record's value; null when it was deleted
 */
@SuppressWarnings("ArrayRecordComponent")
record Recorded<T>(T element, byte[] json) {

  boolean isDeleted() {
    return json == null;
  }
}
