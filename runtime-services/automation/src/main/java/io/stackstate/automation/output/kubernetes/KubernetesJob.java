package io.stackstate.automation.output.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.automation.output.DeliveryFailure;
import io.stackstate.automation.output.FailureCategory;
import io.stackstate.automation.output.Notification;
import io.stackstate.automation.output.Transition;
import io.stackstate.automation.output.http.Answer;
import io.stackstate.automation.output.http.Call;
import io.stackstate.automation.output.http.Exchange;
import io.stackstate.automation.output.http.Protocol;
import io.stackstate.automation.output.spec.Urls;
import io.stackstate.automation.output.text.Escape;
import io.stackstate.automation.output.text.Message;
import io.stackstate.automation.output.webhook.Envelope;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A Kubernetes Job for a message, made of a CronJob in the namespace of the platform as {@code
 * kubectl create job --from} does it, with the notification in environment variables. What runs is
 * so for those to say who may make CronJobs there, and only for CronJobs with the label {@value
 * #LABEL}: {@value #ALLOWED}; an event handler says when. The name is made of notification and
 * sequence, so a repeat does not run it twice. Immutable, thread-safe.
 */
final class KubernetesJob implements Protocol {
  static final String LABEL = "stackstate.io/event-handlers";
  static final String ALLOWED = "allowed";

  /** Longer than a message is tried again: a Job that is gone would be made once more. */
  private static final int KEPT_SECONDS = 25 * 3600;

  private final Cluster cluster;
  private final String cronJob;
  private final Set<Transition> transitions;
  private final Map<String, String> metadata;

  KubernetesJob(
      Cluster cluster, String cronJob, Set<Transition> transitions, Map<String, String> metadata) {
    this.cluster = cluster;
    this.cronJob = cronJob;
    this.transitions = Set.copyOf(transitions);
    this.metadata = Map.copyOf(metadata);
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
    String namespace =
        cluster
            .namespace()
            .orElseThrow(
                () ->
                    DeliveryFailure.refused(
                        FailureCategory.CONTENT,
                        "stackstate.automation.outputs.kubernetes.namespace: found nothing,"
                            + " expected the namespace of the platform"));
    URI batch = Urls.below(cluster.api(), "/apis/batch/v1/namespaces/" + namespace);
    Answer found = exchange.ask(Call.get(Urls.below(batch, "/cronjobs/" + cronJob)));
    if (found.status() == 404) {
      throw refused("there is no CronJob " + cronJob + " in the namespace " + namespace);
    }
    JsonNode template = exchange.accepted(found).json();
    if (!ALLOWED.equals(template.path("metadata").path("labels").path(LABEL).asText())) {
      throw refused(
          "CronJob %s: found no label %s: %s, expected it".formatted(cronJob, LABEL, ALLOWED));
    }
    Answer made =
        exchange.ask(Call.post(Urls.below(batch, "/jobs"), job(template, namespace, message)));
    if (made.status() != 409) {
      exchange.accepted(made);
    }
    return Optional.of(name(message.notification()));
  }

  private static DeliveryFailure refused(String message) {
    return DeliveryFailure.refused(FailureCategory.CONTENT, message);
  }

  private ObjectNode job(JsonNode from, String namespace, Message message) {
    JsonNode template = from.at("/spec/jobTemplate");
    ObjectNode job = JsonNodeFactory.instance.objectNode();
    job.put("apiVersion", "batch/v1").put("kind", "Job");
    ObjectNode meta = job.putObject("metadata");
    meta.put("name", name(message.notification())).put("namespace", namespace);
    copy(template, meta, "labels").put("app.kubernetes.io/managed-by", "stackstate");
    copy(template, meta, "annotations")
        .put("cronjob.kubernetes.io/instantiate", "manual")
        .put("stackstate.io/cronjob", cronJob)
        .put("stackstate.io/notification-id", message.notification().notificationId().toString());
    ObjectNode spec = job.putObject("spec");
    if (template.path("spec") instanceof ObjectNode given) {
      spec.setAll(given.deepCopy());
    }
    if (!spec.has("ttlSecondsAfterFinished")) {
      spec.put("ttlSecondsAfterFinished", KEPT_SECONDS);
    }
    Map<String, String> variables = variables(message);
    for (String list : List.of("initContainers", "containers")) {
      spec.at("/template/spec/" + list).forEach(container -> tell(container, variables));
    }
    return job;
  }

  private static ObjectNode copy(JsonNode template, ObjectNode meta, String field) {
    ObjectNode copy = meta.putObject(field);
    if (template.path("metadata").path(field) instanceof ObjectNode given) {
      copy.setAll(given);
    }
    return copy;
  }

  private Map<String, String> variables(Message message) {
    Notification notification = message.notification();
    String identifier = notification.root().identifier();
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("STACKSTATE_NOTIFICATION", Envelope.of(message, metadata).toString());
    variables.put("STACKSTATE_NOTIFICATION_ID", notification.notificationId().toString());
    variables.put("STACKSTATE_SEQUENCE", Integer.toString(notification.sequence()));
    variables.put("STACKSTATE_TRANSITION", notification.transition().name());
    variables.put("STACKSTATE_STATE", notification.state().name());
    variables.put("STACKSTATE_TITLE", message.title());
    variables.put("STACKSTATE_ELEMENT", identifier == null ? "" : identifier);
    variables.put("STACKSTATE_ELEMENT_NAME", notification.root().name());
    return variables;
  }

  private static void tell(JsonNode container, Map<String, String> variables) {
    if (!(container instanceof ObjectNode object)) {
      return;
    }
    List<JsonNode> kept = new ArrayList<>();
    object.path("env").forEach(kept::add);
    kept.removeIf(each -> variables.containsKey(each.path("name").asText()));
    ArrayNode env = object.putArray("env");
    // Two dollars are one: without, "$(NAME)" in a title would be the value of another variable.
    variables.forEach(
        (name, value) -> env.addObject().put("name", name).put("value", value.replace("$", "$$")));
    kept.forEach(env::add);
  }

  private static String name(Notification notification) {
    return "stackstate-" + notification.messageKey();
  }
}
