package io.stackstate.crds.instance;

/** What the nodes of a pool do. */
public enum NodePoolRole {
  Broker,
  Controller
}
