package io.stackstate.crds.instance;

/** What a line of the log looks like. */
public enum LogFormat {
  Text,
  JSON
}
