package io.stackstate.automation.output.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.automation.output.DeliveryFailure;
import io.stackstate.automation.output.FailureCategory;
import io.stackstate.automation.output.http.Call;
import io.stackstate.automation.output.text.Escape;
import io.stackstate.automation.output.text.Message;
import io.stackstate.automation.output.text.OutputTemplate;
import io.stackstate.model.Json;
import java.net.URI;

/**
 * A body of one's own. Values are escaped as the content type needs it, and a JSON body that is
 * none is not sent.
 */
record PayloadTemplate(OutputTemplate template, String contentType) implements BodyFormat {
  @Override
  public Call call(String method, URI uri, Message message) {
    String body = template.render(message.model(), escape());
    if (escape() == Escape.JSON) {
      check(body);
    }
    return Call.text(method, uri, contentType, body);
  }

  private Escape escape() {
    if (contentType.contains("json")) {
      return Escape.JSON;
    }
    return contentType.contains("html") || contentType.contains("xml") ? Escape.HTML : Escape.PLAIN;
  }

  private static void check(String body) {
    try {
      Json.mapper().readTree(body);
    } catch (JsonProcessingException e) {
      throw DeliveryFailure.refused(
          FailureCategory.CONTENT,
          "payload: found no JSON at line "
              + e.getLocation().getLineNr()
              + ", column "
              + e.getLocation().getColumnNr()
              + " of what the template made, expected JSON");
    }
  }
}
