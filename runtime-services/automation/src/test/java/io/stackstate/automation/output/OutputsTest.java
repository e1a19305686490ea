package io.stackstate.automation.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.stackstate.automation.output.mail.MailServer;
import io.stackstate.model.Json;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputsTest {
  private final TestOutputs outputs = new TestOutputs();

  @AfterEach
  void close() {
    outputs.close();
  }

  private List<Finding> findings(JsonNode spec) {
    return catchThrowableOfType(
            InvalidOutputException.class, () -> outputs.outputs().validate(spec))
        .findings();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | output: found no kind, expected one of componentAction, discord, email, heartbeat, jira, kafka,"
            + " kubernetesEvent, kubernetesJob, mattermost, opsgenie, pagerDuty, rocketChat,"
            + " serviceNow, slack, sms, sns, teams, telegram, webex, webhook",
        "[] | output: found a list of 0, expected an object",
        "{webhook: 7} | webhook: found 7, expected an object",
        "{webhook: {url: 'http://a'}, teams: {urlSecretRef: {name: a, key: b}}} |"
            + " output: found webhook and teams",
        "{webhook: {}} | webhook.url: found nothing, expected either url or urlSecretRef",
        "{webhook: {url: 'ftp://a'}} |"
            + " webhook.url: found \"ftp://a\", expected an http or https address",
        "{webhook: {url: 'http://u:pw@a/'}} |"
            + " webhook.url: found \"http://***@a/\", expected an address without credentials",
        "{webhook: {url: 'http://a', token: s3cr3t}} |"
            + " webhook.token: found a plain secret (not shown), expected tokenSecretRef {name, key}",
        "{webhook: {url: 'http://a', tokenSecretRef: s3cr3t}} |"
            + " webhook.tokenSecretRef: found a plain secret (not shown), expected {name, key}",
        "{webhook: {url: 'http://a', tokenSecretRef: {name: 's3 cr3t', key: k}}} |"
            + " webhook.tokenSecretRef.name: found characters that it may not have",
        "{webhook: {url: 'http://a', headers: {Authorization: s3cr3t}}} |"
            + " webhook.headers.Authorization: found a plain secret (not shown), expected it in"
            + " secretHeaders",
        "{webhook: {url: 'http://a', headers: {Host: b}}} | webhook.headers.Host: found \"Host\"",
        "{webhook: {url: 'http://a', tokenHeader: 'X-Token: a'}} |"
            + " webhook.tokenHeader: found \"X-Token: a\", expected the name of a header",
        "{webhook: {url: 'http://a', timeout: 61s}} |"
            + " webhook.timeout: found \"61s\", expected a duration from 1s to 1m",
        "{webhook: {url: 'http://a', timeout: soon}} | webhook.timeout: found \"soon\", expected a"
            + " whole number and a unit s, m, h, d or w: 15s",
        "{webhook: {url: 'http://a', format: Xml}} | webhook.format: found \"Xml\", expected one of"
            + " Alertmanager, CloudEvents, Envelope, Template",
        "{webhook: {url: 'http://a', format: Template}} | webhook.payload: found nothing",
        "{webhook: {url: 'http://a', format: Template, payload: '{{#if x}}'}} |"
            + " webhook.payload: found at line 1, column",
        "{webhook: {url: 'http://a'}, template: {title: '{{get \"urn:x\"}}'}} |"
            + " template.title: found at line 1, column",
        "{webhook: {url: 'http://a', verifySsl: 'no'}} |"
            + " webhook.verifySsl: found \"no\", expected true or false",
        "{webhook: {url: 'http://a', validate: true, origin: 'http://b'}} |"
            + " webhook.origin: found \"http://b\", expected a DNS name",
        "{webhook: {url: 'http://a', retries: 3}} | webhook.retries: found an unknown field",
        "{webhook: {url: 'http://a'}, wehn: {}} | wehn: found an unknown field, expected one of",
        "{webhook: {url: 'http://a', auth: {}}} |"
            + " webhook.auth: found 0 of them, expected one of basic, bearer, oauth2",
        "{webhook: {url: 'http://a', auth: {basic: {username: a, password: s3cr3t}}}} |"
            + " webhook.auth.basic.password: found a plain secret (not shown)",
        "{webhook: {url: 'http://a', tls: {keySecretRef: {name: a, key: b}}}} |"
            + " webhook.tls.certificateSecretRef: found nothing",
        "{slack: {url: 'https://hooks.slack.com/s3cr3t'}} |"
            + " slack.url: found a plain secret (not shown), expected urlSecretRef {name, key}",
        "{slack: {tokenSecretRef: {name: a, key: b}}} | slack.channel: found nothing",
        "{pagerDuty: {routingKey: s3cr3t}} |"
            + " pagerDuty.routingKey: found a plain secret (not shown)",
        "{opsgenie: {genieKeySecretRef: {name: a, key: b}, priority: P6}} |"
            + " opsgenie.priority: found \"P6\", expected one of",
        "{jira: {url: 'http://a', project: P}} | jira.auth: found nothing",
        "{jira: {url: 'http://a', project: P, apiVersion: 4}} |"
            + " jira.apiVersion: found 4, expected a whole number from 2 to 3",
        "{serviceNow: {url: 'http://a'}} | serviceNow.auth: found nothing",
        "{email: {to: [nobody]}} | email.to[0]: found \"nobody\", expected an address",
        "{email: {to: ['a@b.c']}} | email.server: found nothing",
        "{sms: {recipients: [x], gateway: {url: 'http://a'}}} | sms.recipients[0]: found \"x\"",
        "{telegram: {chatId: 1, tokenSecretRef: {name: a, key: b}}} | telegram.chatId: found 1",
        "{kafka: {topic: orders}} | kafka.topic: found \"orders\", expected bootstrapServers, or a"
            + " topic that stackstate.automation.outputs.kafka.topics allows",
        "{kafka: {topic: sts_topology_events}} | kafka.topic: found \"sts_topology_events\"",
        "{kafka: {topic: 'a b', bootstrapServers: ['b:9092']}} | kafka.topic: found \"a b\"",
        "{kafka: {topic: a, bootstrapServers: [b]}} |"
            + " kafka.bootstrapServers[0]: found \"b\", expected host:port",
        "{kafka: {topic: alerts-a, tls: {}}} |"
            + " kafka.tls: found an object, expected none without bootstrapServers",
        "{kafka: {topic: a, bootstrapServers: ['b:1'], sasl: {username: u, password: s3cr3t}}} |"
            + " kafka.sasl.password: found a plain secret (not shown)",
        "{kafka: {topic: a, bootstrapServers: ['b:1'], sasl: {username: u, mechanism: GSSAPI,"
            + " passwordSecretRef: {name: a, key: b}}}} | kafka.sasl.mechanism: found \"GSSAPI\"",
        "{heartbeat: {url: 'http://a', interval: 1s}} | heartbeat.interval: found \"1s\""
      })
  void aFindingNamesFieldFoundAndExpected(String yaml, String finding) {
    List<Finding> findings = findings(TestOutputs.yaml(yaml));
    assertThat(findings).anySatisfy(one -> assertThat(one.toString()).startsWith(finding));
    assertThat(findings.toString()).doesNotContain("s3cr3t");
  }

  @Test
  void allFindingsComeAtOnce() {
    List<Finding> findings =
        findings(
            TestOutputs.yaml(
                "{name: a, webhook: {url: x, timeout: 0s, method: GET, maxBodyBytes: 1}}"));
    assertThat(findings)
        .extracting(Finding::field)
        .containsExactlyInAnyOrder(
            "webhook.url", "webhook.timeout", "webhook.method", "webhook.maxBodyBytes");
  }

  @Test
  void aMissingSecretIsFoundWhenItIsNeededAndSoIsOneThatComesLater() {
    String yaml = "webhook: {url: 'http://localhost:1', tokenSecretRef: {name: a, key: b}}";
    Delivery delivery = outputs.delivery(yaml);
    assertThat(delivery.deliver(Samples.open(), Optional.empty()))
        .isEqualTo(new Outcome.AuthFailed("secret a: found no key b, expected one with a value"));
    outputs.secret("a", "b", "value");
    assertThat(delivery.deliver(Samples.open(), Optional.empty()))
        .isInstanceOf(Outcome.Retry.class);
  }

  @Test
  void kindsOfOthersAreReadAndUsed() throws Exception {
    Outcome outcome = new Outcome.Delivered(Optional.of("x"));
    OutputKind topic =
        (spec, templates) -> {
          spec.text("topic", 10);
          return secrets -> (notification, reference) -> outcome;
        };
    try (Outputs more = new Outputs(settings(), Map.of("kafkaTopic", topic))) {
      assertThat(more.kinds()).contains("kafkaTopic");
      Delivery delivery =
          more.create(TestOutputs.yaml("kafkaTopic: {topic: t}"), (name, key) -> "");
      assertThat(delivery.deliver(Samples.open(), Optional.empty())).isEqualTo(outcome);
      assertThatThrownBy(() -> more.validate(TestOutputs.yaml("kafkaTopic: {}")))
          .hasMessage("kafkaTopic.topic: found nothing, expected a text");
    }
  }

  private static OutputSettings settings() {
    return OutputSettings.from(config(""), Map.of());
  }

  private static Config config(String more) {
    return ConfigFactory.parseString(more)
        .withFallback(ConfigFactory.parseResources("reference.conf"))
        .resolve()
        .getConfig("stackstate.automation.outputs");
  }

  @Test
  void settingsComeFromTheConfigurationUnderBothSpellingsOfMail() {
    OutputSettings settings =
        OutputSettings.from(
            config(
                "stackstate.email {sender = \"a@b.c\", server {host = m, port = 25, protocol = smtp,"
                    + " username = u, password = s3cr3t},"
                    + " properties.\"mail.smtp.starttls.enable\" = false}\n"
                    + "stackstate.automation.outputs {baseUrl = \"https://o.example.org/\","
                    + " allowedAddresses = [\"127.0.0.1\"], proxy.url = \"http://p:3128\"}"),
            Map.of());
    MailServer mail = settings.mail().orElseThrow();
    assertThat(mail.port()).isEqualTo(25);
    assertThat(mail.security()).isEqualTo(MailServer.Security.NONE);
    assertThat(settings.toString()).doesNotContain("s3cr3t");
    assertThat(settings.proxy().orElseThrow().trusted()).isTrue();
    assertThat(settings().mail()).isEmpty();
    assertThatThrownBy(
            () ->
                OutputSettings.from(config("stackstate.automation.outputs.baseUrl = x"), Map.of()))
        .hasMessageContaining("outputs.baseUrl: found \"x\", expected an http or https address");
  }

  @Test
  void linksShowTheElementAtThatTime() {
    Links links = new Links(Optional.of(URI.create("https://obs.example.org/")));
    assertThat(links.element("urn:service:/orders", 1_700_000_200_000L))
        .contains(
            "https://obs.example.org/#/components/urn%3Aservice%3A%2Forders"
                + "?timestamp=1700000200000&timeRange=1699989400000_1700011000000");
    assertThat(links.silence("on call", "problem:7"))
        .contains(
            "https://obs.example.org/#/event-handlers/on%20call/silences/new?group=problem%3A7");
    assertThat(new Links(Optional.empty()).problem("1", 1)).isEmpty();
  }

  @Test
  void aNotificationIsTheSameAfterJson() throws Exception {
    for (Notification notification : List.of(Samples.open(), Samples.close(), Samples.nasty())) {
      String json = Json.mapper().writeValueAsString(notification);
      assertThat(Json.mapper().readValue(json, Notification.class)).isEqualTo(notification);
    }
  }
}
