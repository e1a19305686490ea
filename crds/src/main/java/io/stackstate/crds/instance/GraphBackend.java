package io.stackstate.crds.instance;

/** What StackGraph stores the graph in. */
public enum GraphBackend {
  BerkeleyJE,
  CQL
}
