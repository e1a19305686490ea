package io.stackstate.api.notification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stackstate.api.http.ApiException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The part of Slack's Web API by which an app is let into a workspace and finds its channels. What
 * Slack refuses is a 400 with Slack's code. Thread-safe.
 */
final class SlackWeb {
  private static final String PAGE = "200";

  private final SlackSettings settings;
  private final WebApi web;

  SlackWeb(SlackSettings settings, WebApi web) {
    this.settings = settings;
    this.web = web;
  }

  /** A workspace that let the app in. */
  record Workspace(String name, String token) {
    /** Without the token: records print all that they hold. */
    @Override
    public String toString() {
      return "Workspace[" + name + "]";
    }
  }

  /** A channel of a workspace. */
  record Channel(String id, String name) {}

  /** Some channels, and where the next ones begin. */
  record Page(List<Channel> channels, Optional<String> next) {}

  /** Exchanges the code of a callback. */
  Workspace access(String code, String redirectUri) throws InterruptedException {
    String app = settings.requiredId() + ":" + settings.requiredSecret();
    String basic = Base64.getEncoder().encodeToString(app.getBytes(StandardCharsets.UTF_8));
    JsonNode answer =
        accepted(
            request("oauth.v2.access", Map.of())
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        form(Map.of("code", code, "redirect_uri", redirectUri)))));
    String token = answer.path("access_token").asText();
    if (token.isEmpty()) {
      throw web.failed("its answer has no access_token");
    }
    return new Workspace(answer.path("team").path("name").asText(), token);
  }

  /** The channels that the app may see: public ones, and private ones that it was invited to. */
  Page channels(String token, Optional<String> cursor) throws InterruptedException {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("types", "public_channel,private_channel");
    query.put("exclude_archived", "true");
    query.put("limit", PAGE);
    cursor.ifPresent(from -> query.put("cursor", from));
    JsonNode answer = accepted(get("conversations.list", query, token));
    List<Channel> channels = new ArrayList<>();
    answer.path("channels").forEach(each -> channels.add(channel(each)));
    String next = answer.path("response_metadata").path("next_cursor").asText();
    return new Page(channels, Optional.of(next).filter(text -> !text.isEmpty()));
  }

  Channel channel(String token, String id) throws InterruptedException {
    return channel(
        accepted(get("conversations.info", Map.of("channel", id), token)).path("channel"));
  }

  /** Enters a public channel; one that it was invited to may be private. */
  Channel join(String token, String id) throws InterruptedException {
    JsonNode answer =
        web.send(
                request("conversations.join", Map.of())
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json; charset=utf-8")
                    .POST(
                        BodyPublishers.ofString(
                            JsonNodeFactory.instance.objectNode().put("channel", id).toString())))
            .json();
    if (answer.path("error").asText().equals("method_not_supported_for_channel_type")) {
      return channel(token, id);
    }
    return channel(accepted(answer).path("channel"));
  }

  private HttpRequest.Builder get(String method, Map<String, String> query, String token) {
    return request(method, query).header("Authorization", "Bearer " + token).GET();
  }

  private HttpRequest.Builder request(String method, Map<String, String> query) {
    String more = query.isEmpty() ? "" : "?" + form(query);
    return HttpRequest.newBuilder(URI.create(settings.api() + "/" + method + more));
  }

  private JsonNode accepted(HttpRequest.Builder request) throws InterruptedException {
    return accepted(web.send(request).json());
  }

  /** Slack answers 200 also to what it does not do. */
  private static JsonNode accepted(JsonNode answer) {
    if (!answer.path("ok").asBoolean()) {
      throw ApiException.of(400, "Slack: " + answer.path("error").asText("no error code"));
    }
    return answer;
  }

  private static Channel channel(JsonNode json) {
    return new Channel(json.path("id").asText(), json.path("name").asText());
  }

  static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
