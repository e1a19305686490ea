package io.stackstate.automation.output.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.automation.output.Receiver;
import io.stackstate.automation.output.Receiver.Received;
import io.stackstate.automation.output.Receiver.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of Jira's REST API as the output uses: issues with a status, labels and comments. */
final class JiraServer implements AutoCloseable {
  private static final Pattern ISSUE = Pattern.compile(".*/issue/([A-Z]+-[0-9]+)(/\\w+|\\?.*)?");
  private static final Pattern LABEL = Pattern.compile("labels = \"([^\"]+)\"");

  final Map<String, Issue> issues = new LinkedHashMap<>();
  final Receiver receiver = Receiver.answering(this::answer);

  static final class Issue {
    JsonNode fields;
    boolean done;
    boolean doneLongAgo;
    final List<JsonNode> comments = new ArrayList<>();
  }

  private synchronized Reply answer(Received request) {
    if (request.path().contains("/search")) {
      return search(request.json().get("jql").textValue());
    }
    if (request.path().endsWith("/issue")) {
      Issue issue = new Issue();
      issue.fields = request.json().get("fields");
      String key = "OPS-" + (issues.size() + 1);
      issues.put(key, issue);
      return Reply.of(201, "{\"id\":\"1\",\"key\":\"" + key + "\"}");
    }
    Matcher matcher = ISSUE.matcher(request.path());
    Issue issue = matcher.matches() ? issues.get(matcher.group(1)) : null;
    return issue == null
        ? Reply.of(404, "{\"errorMessages\":[\"Issue does not exist\"]}")
        : of(issue, Optional.ofNullable(matcher.group(2)).orElse(""), request);
  }

  private static Reply of(Issue issue, String action, Received request) {
    if (action.equals("/comment")) {
      issue.comments.add(request.json());
      return Reply.of(201, "{}");
    }
    if (action.equals("/transitions") && request.method().equals("POST")) {
      issue.done = request.json().at("/transition/id").textValue().equals("31");
      return Reply.of(204);
    }
    if (action.equals("/transitions")) {
      String transition =
          issue.done ? "{\"id\":\"41\",\"name\":\"Reopen\"}" : "{\"id\":\"31\",\"name\":\"Done\"}";
      return Reply.of(200, "{\"transitions\":[" + transition + "]}");
    }
    return request.method().equals("GET")
        ? Reply.of(200, "{" + status(issue) + "}")
        : Reply.of(204);
  }

  private Reply search(String jql) {
    Matcher label = LABEL.matcher(jql);
    boolean reopen = jql.contains("resolutiondate >=");
    StringBuilder found = new StringBuilder();
    if (label.find()) {
      issues.forEach(
          (key, issue) -> {
            boolean has = issue.fields.get("labels").toString().contains(label.group(1));
            if (has && found.isEmpty() && (!issue.done || reopen && !issue.doneLongAgo)) {
              found
                  .append("{\"key\":\"")
                  .append(key)
                  .append("\",")
                  .append(status(issue))
                  .append('}');
            }
          });
    }
    return Reply.of(200, "{\"issues\":[" + found + "]}");
  }

  private static String status(Issue issue) {
    return "\"fields\":{\"status\":{\"statusCategory\":{\"key\":\""
        + (issue.done ? "done" : "new")
        + "\"}}}";
  }

  @Override
  public void close() {
    receiver.close();
  }
}
