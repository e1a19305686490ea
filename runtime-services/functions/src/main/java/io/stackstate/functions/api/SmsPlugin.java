package io.stackstate.functions.api;

import java.util.Map;

/** {@code smsPlugin} of synchronous functions (health sheet, section 9.3). */
public final class SmsPlugin {
  private final ScriptHost host;

  SmsPlugin(ScriptHost host) {
    this.host = host;
  }

  /** Sends a text message; fails unless the gateway takes it. */
  public void sendSMSMessage(CharSequence token, Object to, CharSequence message) {
    host.ask(
        Question.SMS,
        Map.of(
            "token", String.valueOf(token),
            "to", String.valueOf(to),
            "body", String.valueOf(message)));
  }
}
