package io.stackstate.api.events;

/** A query selects more elements than events are looked up for. */
final class TopologyOverflowException extends Exception {
  private static final long serialVersionUID = 1L;
  private final int limit;

  TopologyOverflowException(int limit) {
    super("the query selects more than " + limit + " elements", null, false, false);
    this.limit = limit;
  }

  int limit() {
    return limit;
  }
}
