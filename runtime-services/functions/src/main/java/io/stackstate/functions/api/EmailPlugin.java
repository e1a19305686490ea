package io.stackstate.functions.api;

import java.util.Map;

/** {@code emailPlugin} of synchronous functions (health sheet, section 9.3). */
public final class EmailPlugin {
  private final ScriptHost host;

  EmailPlugin(ScriptHost host) {
    this.host = host;
  }

  /** Sends a message through the configured mail server; fails when that does not take it. */
  public void sendEmail(CharSequence to, CharSequence subject, CharSequence body) {
    host.ask(
        Question.EMAIL,
        Map.of(
            "to", String.valueOf(to),
            "subject", String.valueOf(subject),
            "body", String.valueOf(body)));
  }
}
