package io.stackstate.automation.output;

import com.fasterxml.jackson.annotation.JsonValue;

/** What kind of failure a status counts. */
public enum FailureCategory {
  /** The receiver answered with a status that is no success. */
  HTTP("HTTP"),
  /** The receiver answered with a success that says it is none, or with nonsense. */
  RECEIVER("Receiver"),
  /** No connection, or it broke. */
  NETWORK("Network"),
  /** The name of the receiver is not known. */
  DNS("DNS"),
  /** No encrypted connection, or not to whom it should be. */
  TLS("TLS"),
  /** The receiver did not answer in time. */
  TIMEOUT("Timeout"),
  /** The address is one that outputs may not send to. */
  BLOCKED("Blocked"),
  /** The mail server refused. */
  SMTP("SMTP"),
  /** The function of an event handler failed. */
  SCRIPT("Script"),
  /** The message cannot be made: a template that fails, a body above the limit. */
  CONTENT("Content");

  private final String text;

  FailureCategory(String text) {
    this.text = text;
  }

  @JsonValue
  public String text() {
    return text;
  }
}
