package io.stackstate.api.notification;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.Routes;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whom alerts of Opsgenie can go to, for those who make a channel: {@code GET
 * /notifications/channels/opsgenie/responders?genieKey=&region=} (health sheet, section 10.2). What
 * the key may not read is left out.
 */
final class OpsgenieResponders {
  private static final int PAGE = 100;
  private static final int MOST_USERS = 2000;

  private final Map<String, URI> regions;
  private final WebApi web;

  /**
   * @param regions where Opsgenie answers, by region
   */
  OpsgenieResponders(Map<String, URI> regions, WebApi web) {
    this.regions = regions;
    this.web = web;
  }

  private record Responder(String type, String name) {}

  void bind(Routes routes) {
    routes.get(
        Permission.MANAGE_EVENT_HANDLERS,
        "/api/notifications/channels/opsgenie/responders",
        call -> NotificationErrors.ofChannel("", () -> list(call)));
  }

  private Answer list(Call call) throws InterruptedException {
    String key = call.param("genieKey").orElse("");
    // A header could be smuggled in behind a line end.
    if (!key.matches("[\\x21-\\x7e]{1,200}")) {
      throw ApiException.badField("genieKey", "nothing that could be one", "the key of an API");
    }
    String region = call.param("region").orElse("");
    URI api = regions.get(region);
    if (api == null) {
      throw ApiException.badField("region", region.isEmpty() ? "nothing" : region, "EU or US");
    }
    List<Responder> found = new ArrayList<>();
    int refused = 0;
    refused += read(api, "/v2/teams", key, "TEAM", "name", found) ? 0 : 1;
    refused += readUsers(api, key, found) ? 0 : 1;
    refused += read(api, "/v2/schedules", key, "SCHEDULE", "name", found) ? 0 : 1;
    refused += read(api, "/v2/escalations", key, "ESCALATION", "name", found) ? 0 : 1;
    if (refused == 4) {
      throw ApiException.badField("genieKey", "one that Opsgenie refuses", "one that may read");
    }
    return answer(found);
  }

  private boolean readUsers(URI api, String key, List<Responder> into) throws InterruptedException {
    for (int offset = 0; offset < MOST_USERS; offset += PAGE) {
      int before = into.size();
      String page = "/v2/users?limit=" + PAGE + "&offset=" + offset;
      if (!read(api, page, key, "USER", "username", into)) {
        return false;
      }
      if (into.size() - before < PAGE) {
        return true;
      }
    }
    return true;
  }

  /**
   * @return false when the key may not read them
   */
  private boolean read(
      URI api, String path, String key, String type, String field, List<Responder> into)
      throws InterruptedException {
    WebApi.Reply reply =
        web.send(
            HttpRequest.newBuilder(URI.create(api + path))
                .header("Authorization", "GenieKey " + key)
                .GET());
    if (reply.status() == 401 || reply.status() == 403) {
      return false;
    }
    if (reply.status() != 200) {
      throw web.failed("it answers HTTP " + reply.status());
    }
    for (JsonNode each : reply.json().path("data")) {
      into.add(new Responder(type, each.path(field).asText()));
    }
    return true;
  }

  private static Answer answer(List<Responder> found) {
    return Answer.ok(
        out -> {
          out.writeStartArray();
          for (Responder each : found) {
            out.writeStartObject();
            out.writeStringField("responderType", each.type());
            out.writeStringField("responder", each.name());
            out.writeEndObject();
          }
          out.writeEndArray();
        });
  }
}
