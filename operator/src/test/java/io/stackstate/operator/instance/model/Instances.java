package io.stackstate.operator.instance.model;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.stackstate.crds.instance.StackStateInstance;
import io.stackstate.operator.content.InvalidSpecException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Instances for tests, and what becomes of them. */
final class Instances {
  static final String RANDOM = "0123456789abcdef0123456789abcdef";
  static final Release RELEASE =
      new Release(
          "0.1.0",
          "registry.test/stackstate",
          "docker.elastic.co/elasticsearch/elasticsearch:8.19.5",
          "8.19.5");
  static final ServedApis ALL =
      new ServedApis(
          Map.of(
              "kafka.strimzi.io/Kafka", "kafka.strimzi.io/v1",
              "kafka.strimzi.io/KafkaNodePool", "kafka.strimzi.io/v1",
              "kafka.strimzi.io/KafkaTopic", "kafka.strimzi.io/v1",
              "kafka.strimzi.io/KafkaUser", "kafka.strimzi.io/v1",
              "monitoring.coreos.com/ServiceMonitor", "monitoring.coreos.com/v1",
              "monitoring.coreos.com/PrometheusRule", "monitoring.coreos.com/v1"),
          false);
  static final InstanceFacts FACTS = new InstanceFacts(ALL, Map.of(), RELEASE, Observed.NOTHING);

  private Instances() {}

  static StackStateInstance read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static StackStateInstance parse(String yaml) throws IOException {
    StackStateInstance instance = new YAMLMapper().readValue(yaml, StackStateInstance.class);
    instance.getMetadata().setNamespace("observability");
    instance.getMetadata().setUid("3f0c7a52-0000-4000-8000-000000000001");
    return instance;
  }

  /** One with only what must be there, and the given lines of its spec. */
  static StackStateInstance with(String spec) {
    try {
      return parse(
          "apiVersion: stackstate.io/v1alpha1\nkind: StackStateInstance\nmetadata: {name: demo}\n"
              + "spec:\n  baseUrl: https://observe.example.org\n"
              + spec.indent(2));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static InstanceModel model(String spec) throws InvalidSpecException {
    return model(with(spec), FACTS);
  }

  static InstanceModel model(StackStateInstance instance, InstanceFacts facts)
      throws InvalidSpecException {
    return InstanceModel.of(instance, facts, () -> RANDOM);
  }

  static <T extends HasMetadata> T find(InstanceModel model, Class<T> type, String name) {
    List<T> found =
        model.all().stream()
            .filter(type::isInstance)
            .map(type::cast)
            .filter(object -> object.getMetadata().getName().equals(name))
            .toList();
    if (found.size() != 1) {
      throw new AssertionError(
          "found %d %s %s, expected 1".formatted(found.size(), type.getSimpleName(), name));
    }
    return found.get(0);
  }

  static boolean has(InstanceModel model, String kind, String name) {
    return model.all().stream()
        .anyMatch(o -> o.getKind().equals(kind) && o.getMetadata().getName().equals(name));
  }
}
