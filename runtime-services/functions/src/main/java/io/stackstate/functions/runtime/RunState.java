package io.stackstate.functions.runtime;

/** Run states of an element: query sheet section 7.1. */
public enum RunState {
  UNKNOWN,
  STARTING,
  RUNNING,
  STOPPING,
  STOPPED,
  DEPLOYED,
  DEPLOYING
}
