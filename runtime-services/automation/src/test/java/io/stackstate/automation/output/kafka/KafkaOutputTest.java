package io.stackstate.automation.output.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.automation.output.DeliveryFailure;
import io.stackstate.automation.output.FailureCategory;
import io.stackstate.automation.output.Outcome;
import io.stackstate.automation.output.Receiver;
import io.stackstate.automation.output.Samples;
import io.stackstate.automation.output.TestIdentity;
import io.stackstate.automation.output.TestOutputs;
import io.stackstate.automation.output.TestSettings;
import io.stackstate.automation.output.http.AddressGuard;
import io.stackstate.automation.output.http.HttpRuntime;
import io.stackstate.automation.output.http.ReadSecrets;
import io.stackstate.automation.output.spec.SpecReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class KafkaOutputTest {
  @TempDir private static Path folder;

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new SslAuthenticationException("x"), "Retry", FailureCategory.TLS),
        Arguments.of(new SaslAuthenticationException("x"), "AuthFailed", null),
        Arguments.of(new TopicAuthorizationException("x"), "AuthFailed", null),
        Arguments.of(new TimeoutException("x"), "Retry", FailureCategory.TIMEOUT),
        Arguments.of(new NetworkException("x"), "Retry", FailureCategory.NETWORK),
        Arguments.of(new RecordTooLargeException("x"), "Refused", FailureCategory.CONTENT),
        Arguments.of(new InvalidTopicException("x"), "Refused", FailureCategory.RECEIVER));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureOfTheClientMeansSomethingForTheOutbox(
      RuntimeException error, String kind, FailureCategory category) {
    DeliveryFailure failure = KafkaErrors.of(error, "alerts");
    assertThat(failure.outcome().getClass().getSimpleName()).isEqualTo(kind);
    assertThat(failure.outcome().toString()).contains("alerts: ");
    if (category != null) {
      assertThat(failure.outcome().toString()).contains("category=" + category.name());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "alerts, true",
    "shop.orders, true",
    "shop, false",
    "sts_topology_events, false",
    "stackgraph_changes, false"
  })
  void ofThePlatformOnlyTopicsThatAreAllowedAreWrittenTo(String topic, boolean allowed) {
    PlatformBroker broker =
        new PlatformBroker(Map.of(), List.of("alerts", "shop.*", "sts_*", "stackgraph_changes"));
    assertThat(broker.allows(topic)).isEqualTo(allowed);
  }

  @Test
  void aBrokerAtAnInternalAddressIsRefused() {
    try (TestOutputs strict =
        new TestOutputs(new TestSettings().baseUrl("https://obs.example.org").done())) {
      assertThat(
              strict.send(
                  "kafka: {topic: a, bootstrapServers: ['169.254.169.254:80']}", Samples.open()))
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused -> assertThat(refused.category()).isEqualTo(FailureCategory.BLOCKED));
    }
  }

  @Test
  void aBrokerWhoseNameIsNotKnownIsAFailureOfDns() {
    try (TestOutputs outputs = new TestOutputs()) {
      assertThat(
              outputs.send(
                  "kafka: {topic: a, bootstrapServers: ['no-such-host.invalid:9092']}",
                  Samples.open()))
          .isInstanceOfSatisfying(
              Outcome.Retry.class,
              retry -> assertThat(retry.category()).isEqualTo(FailureCategory.DNS));
    }
  }

  @Test
  void aBrokerWithAnotherCertificateThanTheOneThatIsTrustedGetsNothing() {
    TestIdentity server = TestIdentity.create(folder, "broker");
    TestIdentity other = TestIdentity.create(folder, "other");
    try (TestOutputs outputs = new TestOutputs().secret("tls", "ca", other.certificatePem());
        Receiver receiver = Receiver.encrypted(server.server(server), false)) {
      int port = URI.create(receiver.url("/")).getPort();
      Outcome outcome =
          outputs.send(
              "kafka: {topic: a, bootstrapServers: ['localhost:"
                  + port
                  + "'], timeout: 60s, tls: {caSecretRef: {name: tls, key: ca}}}",
              Samples.open());
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Retry.class,
              retry -> assertThat(retry.category()).isEqualTo(FailureCategory.TLS));
    }
  }

  @Test
  void aBodyAboveTheLimitIsRefusedWhenNamingLessDoesNotHelp() {
    try (TestOutputs outputs = new TestOutputs()) {
      Outcome outcome =
          outputs.send(
              "{kafka: {topic: a, bootstrapServers: ['localhost:1'], maxBodyBytes: 1024},"
                  + " template: {title: '"
                  + "x".repeat(2000)
                  + "'}}",
              Samples.open());
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused -> assertThat(refused.category()).isEqualTo(FailureCategory.CONTENT));
    }
  }

  @Test
  void credentialsAreQuotedForTheLoginOfKafka() {
    JsonNode spec =
        TestOutputs.yaml(
            "{topic: a, bootstrapServers: ['b:1'], tls: {minVersion: TLSv1.3},"
                + " sasl: {username: 'u\"v', passwordSecretRef: {name: k, key: p}}}");
    KafkaTarget target =
        KafkaTarget.read(SpecReader.root(spec, new ArrayList<>()), Optional.empty());
    try (HttpRuntime runtime =
            new HttpRuntime(
                new AddressGuard(List.of(), List.of()), Optional.empty(), Clock.systemUTC());
        KafkaClients clients = new KafkaClients(target, runtime, Optional.empty())) {
      Map<String, Object> settings =
          clients.settings(new ReadSecrets((name, key) -> "p\\a\"s; ss"));
      assertThat(settings)
          .containsEntry("security.protocol", "SASL_SSL")
          .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
          .containsEntry("ssl.endpoint.identification.algorithm", "https")
          .containsEntry("bootstrap.servers", List.of("b:1"))
          .containsEntry(
              "sasl.jaas.config",
              "org.apache.kafka.common.security.scram.ScramLoginModule required"
                  + " username=\"u\\\"v\" password=\"p\\\\a\\\"s; ss\";");
    }
  }
}
