package io.stackstate.automation.output.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stackstate.automation.output.DeliveryFailure;
import io.stackstate.automation.output.FailureCategory;
import io.stackstate.automation.output.Notification.Subject;
import io.stackstate.automation.output.Transition;
import io.stackstate.automation.output.http.Answer;
import io.stackstate.automation.output.http.Call;
import io.stackstate.automation.output.http.Exchange;
import io.stackstate.automation.output.http.Protocol;
import io.stackstate.automation.output.spec.Encoded;
import io.stackstate.automation.output.spec.Urls;
import io.stackstate.automation.output.text.Cut;
import io.stackstate.automation.output.text.Escape;
import io.stackstate.automation.output.text.Message;
import io.stackstate.model.Json;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Does an action with the component that a notification is about. An action that was begun is not
 * begun again because it failed or took too long; only what never reached the platform, or found it
 * busy, is tried again. Immutable, thread-safe.
 */
final class ComponentAction implements Protocol {
  private static final int SHOWN = 300;
  private static final Set<Integer> FINAL = Set.of(400, 404, 408, 409, 500);

  private final URI api;
  private final String action;
  private final Set<Transition> transitions;

  /**
   * @param action id or identifier
   */
  ComponentAction(URI api, String action, Set<Transition> transitions) {
    this.api = api;
    this.action = action;
    this.transitions = Set.copyOf(transitions);
  }

  @Override
  public Escape markup() {
    return Escape.PLAIN;
  }

  @Override
  public Optional<String> send(Message message, Optional<String> reference, Exchange exchange) {
    if (!transitions.contains(message.notification().transition())) {
      return reference;
    }
    Subject root = message.notification().root();
    String component = root.identifier() == null ? root.id() : root.identifier();
    URI uri =
        Urls.below(
            api,
            "/api/components/"
                + Encoded.segment(component)
                + "/actions/"
                + Encoded.segment(action));
    Answer answer = exchange.ask(Call.post(uri, JsonNodeFactory.instance.objectNode()));
    if (FINAL.contains(answer.status())) {
      throw DeliveryFailure.refused(
          FailureCategory.RECEIVER,
          "action %s on %s: answered %d: %s"
              .formatted(action, component, answer.status(), Cut.to(SHOWN, said(answer))));
    }
    exchange.accepted(answer);
    return reference;
  }

  /** The message of an error of the API; another body as it is. */
  private static String said(Answer answer) {
    try {
      String message = Json.mapper().readTree(answer.body()).path("message").asText("");
      return message.isBlank() ? answer.body() : message;
    } catch (JsonProcessingException e) {
      return answer.body();
    }
  }
}
