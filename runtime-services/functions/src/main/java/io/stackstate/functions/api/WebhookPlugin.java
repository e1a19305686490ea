package io.stackstate.functions.api;

import io.stackstate.functions.sandbox.PlainJson;
import java.util.Map;

/** {@code webhookPlugin} of synchronous functions (health sheet, section 9.3). */
public final class WebhookPlugin {
  private final ScriptHost host;

  WebhookPlugin(ScriptHost host) {
    this.host = host;
  }

  /**
   * Posts JSON; fails unless the answer is a success.
   *
   * @param json a text that is JSON, or a value that becomes it
   */
  public void sendMessage(CharSequence url, Object json) {
    String body = json instanceof CharSequence ? json.toString() : PlainJson.write(json);
    host.ask(Question.WEBHOOK, Map.of("url", String.valueOf(url), "body", body));
  }
}
