package io.stackstate.automation.output.ticket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.stackstate.automation.output.DeliveryFailure;
import io.stackstate.automation.output.FailureCategory;
import io.stackstate.automation.output.http.Answer;
import io.stackstate.automation.output.http.Call;
import io.stackstate.automation.output.http.Exchange;
import io.stackstate.automation.output.text.Cut;
import io.stackstate.model.Json;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Opsgenie answers before it has done what it was asked for. Its answer names a request, and {@code
 * /v2/alerts/requests/{id}} tells what became of it: unknown (404) until it is processed. One that
 * is not processed within some seconds counts as done: the alert was accepted. Stateless.
 */
final class OpsgenieRequests {
  private static final List<Duration> WAITS =
      List.of(
          Duration.ofMillis(200),
          Duration.ofMillis(400),
          Duration.ofMillis(800),
          Duration.ofMillis(1600),
          Duration.ofMillis(3200));
  private static final int SHOWN = 200;

  private final URI alerts;

  /**
   * @param alerts the address of alerts
   */
  OpsgenieRequests(URI alerts) {
    this.alerts = alerts;
  }

  /**
   * Makes a call and waits for its result.
   *
   * @throws DeliveryFailure when the call is not accepted, or what it asked for fails
   */
  void send(Call call, Exchange exchange) {
    failure(exchange.send(call), exchange)
        .ifPresent(
            why -> {
              throw DeliveryFailure.refused(FailureCategory.RECEIVER, "request failed: " + why);
            });
  }

  /** Why what {@code accepted} answers to has failed; empty when it has not. */
  Optional<String> failure(Answer accepted, Exchange exchange) {
    String id = json(accepted).path("requestId").asText();
    if (!id.matches("[-\\w]{1,100}")) {
      return Optional.empty();
    }
    URI uri = URI.create(alerts + "/requests/" + id);
    for (Duration wait : WAITS) {
      exchange.pause(wait);
      Answer answer = exchange.ask(Call.get(uri));
      JsonNode result = json(answer).path("data");
      if (answer.status() == 200 && result.has("isSuccess") || result.has("success")) {
        boolean done = result.path("isSuccess").asBoolean(result.path("success").asBoolean());
        String status = result.path("status").asText("no reason given");
        return done ? Optional.empty() : Optional.of(Cut.to(SHOWN, status));
      }
      if (answer.status() != 404 && !answer.success()) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static JsonNode json(Answer answer) {
    try {
      return Json.mapper().readTree(answer.body());
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
