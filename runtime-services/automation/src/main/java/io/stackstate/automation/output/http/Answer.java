package io.stackstate.automation.output.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.automation.output.DeliveryFailure;
import io.stackstate.automation.output.FailureCategory;
import io.stackstate.model.Json;
import java.util.Map;
import java.util.Optional;

/**
 * What a receiver answered.
 *
 * @param body the first part of it, where it is longer than what is read
 * @param headers by their names in lower case; of those that come twice the first
 */
public record Answer(int status, String phrase, String body, Map<String, String> headers) {
  public Answer {
    headers = Map.copyOf(headers);
  }

  /**
   * @param name in lower case
   */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  public boolean success() {
    return status >= 200 && status < 300;
  }

  /**
   * The body.
   *
   * @throws DeliveryFailure to retry, when it is no JSON: a proxy or a login page has answered
   */
  public JsonNode json() {
    try {
      JsonNode read = Json.mapper().readTree(body);
      if (read.isContainerNode()) {
        return read;
      }
    } catch (JsonProcessingException e) {
      throw nonsense();
    }
    throw nonsense();
  }

  private DeliveryFailure nonsense() {
    return DeliveryFailure.retry(
        FailureCategory.RECEIVER,
        "answered " + status + ": found a body that is no JSON, expected JSON");
  }
}
