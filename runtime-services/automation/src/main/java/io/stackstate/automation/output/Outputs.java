package io.stackstate.automation.output;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.automation.output.action.ComponentActionOutput;
import io.stackstate.automation.output.aws.Sns;
import io.stackstate.automation.output.chat.Discord;
import io.stackstate.automation.output.chat.Mattermost;
import io.stackstate.automation.output.chat.Slack;
import io.stackstate.automation.output.chat.Sms;
import io.stackstate.automation.output.chat.Teams;
import io.stackstate.automation.output.chat.Telegram;
import io.stackstate.automation.output.chat.Webex;
import io.stackstate.automation.output.http.AddressGuard;
import io.stackstate.automation.output.http.HttpKind;
import io.stackstate.automation.output.http.HttpRuntime;
import io.stackstate.automation.output.http.HttpSettingsReader;
import io.stackstate.automation.output.http.TrustedHttp;
import io.stackstate.automation.output.kafka.KafkaOutput;
import io.stackstate.automation.output.kubernetes.ClusterHttp;
import io.stackstate.automation.output.kubernetes.KubernetesEventOutput;
import io.stackstate.automation.output.kubernetes.KubernetesJobOutput;
import io.stackstate.automation.output.mail.Email;
import io.stackstate.automation.output.spec.SpecReader;
import io.stackstate.automation.output.text.MessageTemplates;
import io.stackstate.automation.output.ticket.Jira;
import io.stackstate.automation.output.ticket.Opsgenie;
import io.stackstate.automation.output.ticket.PagerDuty;
import io.stackstate.automation.output.ticket.ServiceNow;
import io.stackstate.automation.output.webhook.Heartbeat;
import io.stackstate.automation.output.webhook.Webhook;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes deliveries of definitions: of the items of {@code spec.outputs} of an event handler (health
 * sheet, section 13.2). A definition has one object named after its kind, optionally {@code
 * template} ({@code title}, {@code body}), and the fields of the handler's core, which are not
 * looked at here. Thread-safe. Closing it ends what deliveries share; close those first.
 */
public final class Outputs implements AutoCloseable {
  /** What the core of event handlers reads. */
  private static final Set<String> CORE = Set.of("name", "when", "continue", "after");

  private final HttpRuntime runtime;
  private final TrustedHttp trusted;
  private final Map<String, OutputKind> kinds = new TreeMap<>();

  /**
   * @param more kinds by name, besides those of this package
   */
  public Outputs(OutputSettings settings, Map<String, OutputKind> more) {
    this(settings, more, Clock.systemUTC());
  }

  Outputs(OutputSettings settings, Map<String, OutputKind> more, Clock clock) {
    this.runtime =
        new HttpRuntime(
            new AddressGuard(settings.allowedAddresses(), settings.apiServers()),
            settings.extraCa(),
            clock);
    HttpSettingsReader common = new HttpSettingsReader(settings.proxy());
    http(common, "slack", Slack::read);
    http(common, "teams", Teams::read);
    http(common, "discord", Discord::read);
    http(common, "telegram", Telegram::read);
    http(common, "mattermost", Mattermost::mattermost);
    http(common, "rocketChat", Mattermost::rocketChat);
    http(common, "webex", Webex::read);
    http(common, "sms", Sms::read);
    http(common, "pagerDuty", PagerDuty::read);
    http(common, "opsgenie", Opsgenie::read);
    http(common, "jira", Jira::read);
    http(common, "serviceNow", ServiceNow::read);
    http(common, "heartbeat", Heartbeat::read);
    http(common, "sns", Sns::read);
    http(common, "webhook", Webhook.reader(settings.baseUrl().map(URI::toString).orElse("")));
    kinds.put("email", new Email(runtime, settings.mail()));
    kinds.put("kafka", new KafkaOutput(runtime, settings.platform()));
    this.trusted = new TrustedHttp(clock);
    ClusterHttp cluster = new ClusterHttp(settings.cluster(), trusted);
    kinds.put("kubernetesEvent", new KubernetesEventOutput(cluster));
    kinds.put("kubernetesJob", new KubernetesJobOutput(cluster));
    kinds.put("componentAction", new ComponentActionOutput(settings.api(), trusted));
    kinds.putAll(more);
  }

  private void http(HttpSettingsReader common, String name, HttpKind.Reader reader) {
    kinds.put(name, new HttpKind(runtime, common, reader));
  }

  /** How often to deliver, where the definition is one of a heartbeat. */
  public Optional<Duration> heartbeatInterval(JsonNode outputSpec) {
    return SpecReader.root(outputSpec, new ArrayList<>())
        .object("heartbeat")
        .map(Heartbeat::interval);
  }

  /** The names of all kinds, sorted. */
  public Set<String> kinds() {
    return Collections.unmodifiableSet(kinds.keySet());
  }

  /**
   * @throws InvalidOutputException with all findings
   */
  public void validate(JsonNode outputSpec) throws InvalidOutputException {
    read(outputSpec);
  }

  /**
   * No secret is read before the first delivery.
   *
   * @throws InvalidOutputException with all findings
   */
  public Delivery create(JsonNode outputSpec, SecretSource secrets) throws InvalidOutputException {
    return read(outputSpec).make(secrets);
  }

  private OutputKind.Maker read(JsonNode outputSpec) throws InvalidOutputException {
    List<Finding> findings = new ArrayList<>();
    SpecReader output = SpecReader.root(outputSpec, findings);
    CORE.forEach(output::has);
    MessageTemplates templates = MessageTemplates.read(output);
    List<String> named = output.fields().stream().filter(kinds::containsKey).toList();
    if (named.size() != 1) {
      output.finding(
          "output",
          named.isEmpty() ? "no kind" : String.join(" and ", named),
          "one of " + String.join(", ", kinds.keySet()));
    }
    Optional<OutputKind.Maker> maker = Optional.empty();
    for (String kind : named) {
      SpecReader spec = output.required(kind);
      maker = Optional.of(kinds.get(kind).read(spec, templates));
      spec.end();
    }
    output.end();
    if (!findings.isEmpty()) {
      throw new InvalidOutputException(findings);
    }
    return maker.orElseThrow();
  }

  @Override
  public void close() {
    runtime.close();
    trusted.close();
  }
}
