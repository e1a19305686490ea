package io.stackstate.crds.instance;

/** From what on is logged. */
public enum LogLevel {
  OFF,
  ERROR,
  WARN,
  INFO,
  DEBUG,
  TRACE
}
