package io.stackstate.operator.apiserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The genuine CRDs of other operators, fetched when a test needs them and never committed. Where Go
 * modules cannot be had, the log says so and the part of the test that needs them is left out.
 */
public final class ForeignCrds {
  private static final Logger LOG = LoggerFactory.getLogger(ForeignCrds.class);
  private static final List<String> STRIMZI =
      List.of("040-Crd-kafka", "043-Crd-kafkatopic", "044-Crd-kafkauser", "045-Crd-kafkanodepool");

  /** To ask for one takes seconds. */
  private static final Map<String, Optional<Path>> MODULES = new ConcurrentHashMap<>();

  private ForeignCrds() {}

  /** Kafka, KafkaTopic, KafkaUser and KafkaNodePool of Strimzi 0.51. */
  public static List<String> strimzi() {
    return STRIMZI.stream().map(name -> resource("/crds/v1/" + name + ".yaml")).toList();
  }

  private static String resource(String path) {
    try (InputStream in = ForeignCrds.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Elasticsearch of Elastic's operator; empty when it cannot be had. */
  public static Optional<String> elasticsearch() {
    return module("github.com/elastic/cloud-on-k8s/v3@v3.5.0")
        .map(dir -> document(dir.resolve("config/crds/v1/all-crds.yaml"), "kind: Elasticsearch\n"));
  }

  /** ServiceMonitor and PrometheusRule; empty when they cannot be had. */
  public static Optional<List<String>> prometheus() {
    return module("github.com/prometheus-operator/prometheus-operator@v0.85.0")
        .map(dir -> dir.resolve("example/prometheus-operator-crd"))
        .map(
            dir ->
                Stream.of("servicemonitors", "prometheusrules")
                    .map(name -> read(dir.resolve("monitoring.coreos.com_" + name + ".yaml")))
                    .toList());
  }

  private static String document(Path file, String containing) {
    return Stream.of(read(file).split("(?m)^---$"))
        .filter(yaml -> yaml.contains(containing))
        .findFirst()
        .orElseThrow();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> module(String module) {
    return MODULES.computeIfAbsent(module, ForeignCrds::download);
  }

  private static Optional<Path> download(String module) {
    try {
      Process go =
          new ProcessBuilder("go", "mod", "download", "-json", module)
              .directory(Files.createTempDirectory("go").toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer = new String(go.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (go.waitFor(2, TimeUnit.MINUTES) && go.exitValue() == 0) {
        return Optional.of(Path.of(answer.replaceAll("(?s).*\"Dir\": \"([^\"]+)\".*", "$1")));
      }
      LOG.warn("LEFT OUT, module {} cannot be had: {}", module, answer);
    } catch (IOException e) {
      LOG.warn("LEFT OUT, module {} cannot be had: {}", module, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }
}
