package io.stackstate.automation.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.stackstate.automation.output.action.PlatformApi;
import io.stackstate.automation.output.kafka.PlatformBroker;
import io.stackstate.automation.output.kubernetes.Cluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Outputs that may send to loopback, a fixed clock, and secrets in a map. */
public final class TestOutputs implements AutoCloseable {
  public static final Instant NOW = Instant.ofEpochMilli(Samples.AT);
  private static final YAMLMapper YAML = new YAMLMapper();

  private final Outputs outputs;
  private final Map<String, String> secrets = new LinkedHashMap<>();

  public TestOutputs() {
    this(loopback(), Map.of());
  }

  /** With kinds that others bring. */
  public TestOutputs(Map<String, OutputKind> more) {
    this(loopback(), more);
  }

  public TestOutputs(OutputSettings settings) {
    this(settings, Map.of());
  }

  private TestOutputs(OutputSettings settings, Map<String, OutputKind> more) {
    this.outputs = new Outputs(settings, more, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static OutputSettings loopback() {
    return new TestSettings()
        .baseUrl("https://obs.example.org")
        .loopback()
        .platform(
            new PlatformBroker(
                Map.of("bootstrap.servers", "localhost:1"),
                List.of("alerts-*", "sts_topology_events")))
        .cluster(
            new Cluster(
                URI.create("https://localhost:1"),
                Optional.of("obs"),
                (name, key) -> "not a secret"))
        .api(new PlatformApi(URI.create("http://localhost:1"), (name, key) -> "not a secret"))
        .done();
  }

  public static JsonNode yaml(String text) {
    try {
      return YAML.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Secret {@code name}, key {@code key}. */
  public TestOutputs secret(String name, String key, String value) {
    secrets.put(name + "/" + key, value);
    return this;
  }

  public Delivery delivery(String yaml) {
    try {
      return outputs.create(
          yaml(yaml),
          (name, key) -> {
            String value = secrets.get(name + "/" + key);
            if (value == null) {
              throw new MissingSecretException(name, key);
            }
            return value;
          });
    } catch (InvalidOutputException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Sends one message of a new delivery. */
  public Outcome send(String yaml, Notification notification) {
    return delivery(yaml).deliver(notification, Optional.empty());
  }

  public Outputs outputs() {
    return outputs;
  }

  @Override
  public void close() {
    outputs.close();
  }
}
