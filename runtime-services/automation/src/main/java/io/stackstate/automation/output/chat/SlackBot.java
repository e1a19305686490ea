package io.stackstate.automation.output.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.automation.output.DeliveryFailure;
import io.stackstate.automation.output.FailureCategory;
import io.stackstate.automation.output.http.Call;
import io.stackstate.automation.output.http.Exchange;
import io.stackstate.automation.output.http.Protocol;
import io.stackstate.automation.output.spec.Urls;
import io.stackstate.automation.output.text.Escape;
import io.stackstate.automation.output.text.Message;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Slack, by its Web API: the first message is posted, later ones edit it and say in its thread what
 * changed, the last one greys it. The reference is {@code <channel id> <ts>}.
 *
 * <p>Slack answers 200 also to what it does not do; then {@code ok} is false and {@code error} a
 * code. A repeat after an answer that was lost posts again: Slack has nothing to recognise it by.
 */
final class SlackBot implements Protocol {
  private static final Set<String> CREDENTIALS =
      Set.of(
          "invalid_auth",
          "not_authed",
          "token_revoked",
          "token_expired",
          "account_inactive",
          "missing_scope",
          "no_permission",
          "org_login_required",
          "access_denied",
          "ekm_access_denied",
          "not_allowed_token_type");
  private static final Set<String> PASSING =
      Set.of(
          "ratelimited",
          "rate_limited",
          "internal_error",
          "fatal_error",
          "service_unavailable",
          "request_timeout",
          "team_added_to_org");
  private static final Set<String> NOT_THERE =
      Set.of("message_not_found", "cant_update_message", "edit_window_closed", "thread_not_found");

  private final URI api;
  private final String channel;

  SlackBot(URI api, String channel) {
    this.api = api;
    this.channel = channel;
  }

  @Override
  public Escape markup() {
    return Escape.SLACK;
  }

  @Override
  public Optional<String> send(Message message, Optional<String> reference, Exchange exchange) {
    String[] posted = reference.orElse("").split(" ", 2);
    if (posted.length < 2 || !update(message, posted, exchange)) {
      return post(message, exchange);
    }
    ObjectNode reply = JsonNodeFactory.instance.objectNode();
    reply.put("channel", posted[0]).put("thread_ts", posted[1]);
    reply.put("text", SlackMessage.reply(message));
    accepted(call("chat.postMessage", reply, exchange));
    return reference;
  }

  private Optional<String> post(Message message, Exchange exchange) {
    JsonNode answer =
        call("chat.postMessage", SlackMessage.of(message).put("channel", channel), exchange);
    accepted(answer);
    return Optional.of(answer.path("channel").asText(channel) + " " + answer.path("ts").asText());
  }

  /** Whether the message was there to be changed. */
  private boolean update(Message message, String[] posted, Exchange exchange) {
    ObjectNode body = SlackMessage.of(message).put("channel", posted[0]).put("ts", posted[1]);
    JsonNode answer = call("chat.update", body, exchange);
    if (NOT_THERE.contains(answer.path("error").asText())) {
      return false;
    }
    accepted(answer);
    return true;
  }

  private JsonNode call(String method, ObjectNode body, Exchange exchange) {
    URI uri = Urls.below(api, "/" + method);
    return exchange
        .send(Call.text("POST", uri, "application/json; charset=utf-8", body.toString()))
        .json();
  }

  private static void accepted(JsonNode answer) {
    if (answer.path("ok").asBoolean()) {
      return;
    }
    String error = answer.path("error").asText("no error code");
    String message = "Slack: " + error;
    if (CREDENTIALS.contains(error)) {
      throw DeliveryFailure.authFailed(message);
    }
    throw PASSING.contains(error)
        ? DeliveryFailure.retry(FailureCategory.RECEIVER, message)
        : DeliveryFailure.refused(FailureCategory.RECEIVER, message);
  }
}
