package io.stackstate.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Where an event handler sends to: exactly one kind. What stands inside a kind is in the
 * documentation of event handlers; the platform checks it, and the status says what is wrong.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = HandlerText.ONE_KIND, message = HandlerText.ONE_KIND_MESSAGE)
public record HandlerOutput(
    @Required
        @JsonPropertyDescription("Its name in the handler.")
        @Size(min = 1, max = 63)
        @Pattern("^[a-zA-Z0-9]([-_.a-zA-Z0-9]*[a-zA-Z0-9])?$")
        String name,
    @JsonPropertyDescription("Which notifications it is told of. Absent: all.")
        HandlerRules.When when,
    @JsonPropertyDescription("It is told only when nobody has acknowledged for so long.")
        @Pattern(HandlerText.DURATION)
        String after,
    @JsonProperty("continue")
        @JsonPropertyDescription(
            "False: the outputs after it are not told when this one is. Default true.")
        Boolean goesOn,
    @JsonPropertyDescription("Texts of its messages.") HandlerRules.Template template,
    @JsonPropertyDescription("HTTP POST of an envelope, CloudEvents, Alertmanager or own body.")
        JsonNode webhook,
    @JsonPropertyDescription("Slack, by webhook or bot.") JsonNode slack,
    @JsonPropertyDescription("Microsoft Teams workflow.") JsonNode teams,
    @JsonPropertyDescription("E-mail over SMTP.") JsonNode email,
    @JsonPropertyDescription("PagerDuty, Events API v2.") JsonNode pagerDuty,
    @JsonPropertyDescription("Opsgenie or Jira Service Management.") JsonNode opsgenie,
    @JsonPropertyDescription("Jira issues.") JsonNode jira,
    @JsonPropertyDescription("ServiceNow incidents or events.") JsonNode serviceNow,
    @JsonPropertyDescription("Discord webhook.") JsonNode discord,
    @JsonPropertyDescription("Telegram bot.") JsonNode telegram,
    @JsonPropertyDescription("Mattermost webhook.") JsonNode mattermost,
    @JsonPropertyDescription("Rocket.Chat webhook.") JsonNode rocketChat,
    @JsonPropertyDescription("Webex bot.") JsonNode webex,
    @JsonPropertyDescription("Short messages through a gateway.") JsonNode sms,
    @JsonPropertyDescription("A sign of life at an interval.") JsonNode heartbeat,
    @JsonPropertyDescription("A Kafka topic.") JsonNode kafka,
    @JsonPropertyDescription("Amazon SNS.") JsonNode sns,
    @JsonPropertyDescription("A Kubernetes event.") JsonNode kubernetesEvent,
    @JsonPropertyDescription("A Kubernetes Job, made of a CronJob.") JsonNode kubernetesJob,
    @JsonPropertyDescription("An action of the component that it is about.")
        JsonNode componentAction,
    @JsonPropertyDescription("An event handler function.") JsonNode script) {

  boolean single() {
    return Stream.of(
                webhook,
                slack,
                teams,
                email,
                pagerDuty,
                opsgenie,
                jira,
                serviceNow,
                discord,
                telegram,
                mattermost,
                rocketChat,
                webex,
                sms,
                heartbeat,
                kafka,
                sns,
                kubernetesEvent,
                kubernetesJob,
                componentAction,
                script)
            .filter(Objects::nonNull)
            .count()
        == 1;
  }
}
