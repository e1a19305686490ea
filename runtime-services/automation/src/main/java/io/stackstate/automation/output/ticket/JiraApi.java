package io.stackstate.automation.output.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.automation.output.DeliveryFailure;
import io.stackstate.automation.output.FailureCategory;
import io.stackstate.automation.output.http.Answer;
import io.stackstate.automation.output.http.Call;
import io.stackstate.automation.output.http.Exchange;
import io.stackstate.automation.output.spec.Urls;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The calls of Jira's REST API, version 3 of the cloud and 2 of Data Center, which search at
 * different places.
 */
final class JiraApi {
  private final URI api;
  private final int version;

  JiraApi(URI url, int version) {
    this.api = Urls.below(url, "/rest/api/" + version);
    this.version = version;
  }

  /** The first issue that matches, with its status. */
  Optional<JsonNode> search(String jql, Exchange exchange) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("jql", jql).put("maxResults", 1).putArray("fields").add("status");
    URI uri = Urls.below(api, version == 3 ? "/search/jql" : "/search");
    JsonNode issues = exchange.send(Call.post(uri, body)).json().path("issues");
    return issues.isEmpty() ? Optional.empty() : Optional.of(issues.get(0));
  }

  /** The key of the new issue. */
  String create(ObjectNode fields, Exchange exchange) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("fields", fields);
    String key =
        exchange.send(Call.post(Urls.below(api, "/issue"), body)).json().path("key").asText();
    if (!key.matches("[A-Za-z0-9_-]{1,64}")) {
      throw DeliveryFailure.refused(
          FailureCategory.RECEIVER, "Jira: found no key in its answer, expected one");
    }
    return key;
  }

  /** Whether there is such an issue. */
  boolean edit(String key, ObjectNode fields, Exchange exchange) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("fields", fields);
    return there(exchange.ask(Call.json("PUT", issue(key, ""), body)), exchange);
  }

  /** Whether there is such an issue. */
  boolean comment(String key, ObjectNode body, Exchange exchange) {
    return there(exchange.ask(Call.post(issue(key, "/comment"), body)), exchange);
  }

  /**
   * Does the transition of that name, unless the issue is where it leads.
   *
   * @param toDone whether it resolves
   */
  void transition(String key, String name, boolean toDone, Exchange exchange) {
    URI uri = issue(key, "/transitions");
    List<String> names = new ArrayList<>();
    for (JsonNode transition : exchange.send(Call.get(uri)).json().path("transitions")) {
      names.add(transition.path("name").asText());
      if (transition.path("name").asText().equalsIgnoreCase(name)) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("transition").put("id", transition.path("id").asText());
        exchange.send(Call.post(uri, body));
        return;
      }
    }
    if (isDone(key, exchange) != toDone) {
      throw DeliveryFailure.refused(
          FailureCategory.RECEIVER,
          "Jira, issue " + key + ": found the transitions " + names + ", expected " + name);
    }
  }

  private boolean isDone(String key, Exchange exchange) {
    JsonNode issue = exchange.send(Call.get(issue(key, "?fields=status"))).json();
    return issue.at("/fields/status/statusCategory/key").asText().equals("done");
  }

  private static boolean there(Answer answer, Exchange exchange) {
    if (answer.status() == 404) {
      return false;
    }
    exchange.accepted(answer);
    return true;
  }

  private URI issue(String key, String more) {
    return Urls.below(api, "/issue/" + key + more);
  }
}
