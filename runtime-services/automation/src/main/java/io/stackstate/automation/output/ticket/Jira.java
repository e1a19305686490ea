package io.stackstate.automation.output.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.automation.output.Transition;
import io.stackstate.automation.output.http.Exchange;
import io.stackstate.automation.output.http.HttpKind;
import io.stackstate.automation.output.http.HttpSettingsReader;
import io.stackstate.automation.output.http.Protocol;
import io.stackstate.automation.output.spec.SpecReader;
import io.stackstate.automation.output.text.Escape;
import io.stackstate.automation.output.text.Message;
import java.time.Duration;
import java.util.Optional;

/**
 * Jira: a notification opens an issue, changes edit it and comment, the end comments and resolves
 * it. The reference is the issue's key.
 *
 * <p>Issues carry a label made of handler and group. By it an issue is found that was opened just
 * before a crash, that is still open from the last time, or that was resolved within {@code
 * reopenWindow} and is then reopened; otherwise a new one is opened. The idea is Alertmanager's.
 */
public final class Jira implements Protocol {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration YEAR = Duration.ofDays(365);

  private final JiraIssue issue;
  private final JiraQuery query;
  private final JiraApi api;
  private final Optional<String> resolve;
  private final Optional<String> reopen;

  private Jira(
      JiraIssue issue,
      JiraQuery query,
      JiraApi api,
      Optional<String> resolve,
      Optional<String> reopen) {
    this.issue = issue;
    this.query = query;
    this.api = api;
    this.resolve = resolve;
    this.reopen = reopen;
  }

  public static HttpKind.Read read(SpecReader spec, HttpSettingsReader common) {
    int version = spec.number("apiVersion", 2, 3, 3);
    String project = spec.text("project", 80);
    Optional<String> reopen = spec.optionalText("reopenTransition", 100);
    if (spec.has("reopenWindow") && reopen.isEmpty()) {
      spec.finding("reopenTransition", "nothing", "the name of a transition, for reopenWindow");
    }
    Duration window = spec.duration("reopenWindow", MINUTE, YEAR, Duration.ofDays(3));
    JiraQuery query =
        new JiraQuery(
            project, reopen.map(name -> window), spec.optionalText("wontFixResolution", 100));
    if (!spec.has("auth")) {
      spec.finding("auth", "nothing", "basic (e-mail and API token) or bearer");
    }
    Jira jira =
        new Jira(
            JiraIssue.read(spec, version, project),
            query,
            new JiraApi(spec.requiredUrl("url"), version),
            spec.optionalText("resolveTransition", 100),
            reopen);
    return new HttpKind.Read(common.read(spec), jira);
  }

  @Override
  public Escape markup() {
    return Escape.PLAIN;
  }

  @Override
  public Optional<String> send(Message message, Optional<String> reference, Exchange exchange) {
    return message.notification().transition() == Transition.CLOSE
        ? close(message, reference, exchange)
        : open(message, reference, exchange);
  }

  private Optional<String> open(Message message, Optional<String> reference, Exchange exchange) {
    if (reference.isPresent() && change(reference.get(), message, exchange)) {
      return reference;
    }
    Optional<JsonNode> found = find(message, true, exchange);
    if (found.isPresent()) {
      String key = found.get().path("key").asText();
      boolean done = found.get().at("/fields/status/statusCategory/key").asText().equals("done");
      if (done) {
        reopen.ifPresent(name -> api.transition(key, name, false, exchange));
      }
      change(key, message, exchange);
      return Optional.of(key);
    }
    return Optional.of(api.create(issue.create(message), exchange));
  }

  /** Whether there is such an issue. */
  private boolean change(String key, Message message, Exchange exchange) {
    ObjectNode fields = issue.change(message);
    if (!api.edit(key, fields, exchange)) {
      return false;
    }
    api.comment(key, issue.comment(message), exchange);
    return true;
  }

  /** Nothing to do where nothing was opened, or somebody has resolved it. */
  private Optional<String> close(Message message, Optional<String> reference, Exchange exchange) {
    Optional<String> key =
        reference.or(() -> find(message, false, exchange).map(node -> node.path("key").asText()));
    if (key.isPresent() && api.comment(key.get(), issue.comment(message), exchange)) {
      resolve.ifPresent(name -> api.transition(key.get(), name, true, exchange));
    }
    return key;
  }

  private Optional<JsonNode> find(Message message, boolean orReopen, Exchange exchange) {
    String label = JiraIssue.label(message.notification());
    return api.search(orReopen ? query.toOpen(label) : query.toClose(label), exchange);
  }
}
