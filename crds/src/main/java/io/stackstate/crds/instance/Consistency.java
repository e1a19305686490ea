package io.stackstate.crds.instance;

/** Cassandra's own names of how many replicas must answer. */
public enum Consistency {
  ONE,
  LOCAL_ONE,
  QUORUM,
  LOCAL_QUORUM,
  EACH_QUORUM,
  ALL
}
