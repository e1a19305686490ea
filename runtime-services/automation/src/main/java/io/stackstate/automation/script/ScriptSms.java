package io.stackstate.automation.script;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.automation.output.DeliveryFailure;
import java.time.Duration;
import java.util.Map;

/** Text messages through MessageBird, as {@code smsPlugin} has them (health sheet, 9.3). */
final class ScriptSms {
  private static final String ORIGINATOR = "StackState";

  private final ScriptHttp http;
  private final String url;

  /**
   * @param url of the service
   */
  ScriptSms(ScriptHttp http, String url) {
    this.http = http;
    this.url = url.replaceAll("/+$", "");
  }

  /**
   * @throws DeliveryFailure unless the service takes it
   */
  void send(Map<String, Object> arguments, Duration time) {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("originator", ORIGINATOR);
    message.putArray("recipients").add(ScriptOutside.text(arguments, "to"));
    message.put("body", ScriptOutside.text(arguments, "body")).put("datacoding", "auto");
    http.post(
        url + "/messages",
        message.toString(),
        Map.of("Authorization", "AccessKey " + ScriptOutside.text(arguments, "token")),
        time);
  }
}
