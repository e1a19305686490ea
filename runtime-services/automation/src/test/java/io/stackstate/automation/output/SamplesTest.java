package io.stackstate.automation.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.typesafe.config.ConfigFactory;
import io.stackstate.automation.script.Scripting;
import io.stackstate.model.handler.HandlerReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SamplesTest {
  private static final Path FOLDER = Path.of("../../samples/event-handlers");

  static List<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aSampleIsValid(Path file) throws Exception {
    JsonNode resource = new YAMLMapper().readTree(file.toFile());
    assertThat(resource.get("apiVersion").textValue()).isEqualTo("stackstate.io/v1alpha1");
    assertThat(resource.get("kind").textValue()).isEqualTo("EventHandler");
    assertThat(file.getFileName()).hasToString(resource.at("/metadata/name").textValue() + ".yaml");
    try (Scripting scripting = new Scripting(ConfigFactory.load());
        TestOutputs outputs = new TestOutputs(Map.of(Scripting.KIND, scripting.kind()))) {
      for (JsonNode output : resource.at("/spec/outputs")) {
        outputs.outputs().validate(output);
      }
    }
    assertThat(resource.at("/spec/outputs")).isNotEmpty();
    assertThat(HandlerReader.read(resource.get("spec")).triggers()).isNotEmpty();
  }

  @Test
  void eachKindHasASample() throws IOException {
    Set<String> shown = new TreeSet<>();
    for (Path file : samples()) {
      new YAMLMapper()
          .readTree(file.toFile())
          .at("/spec/outputs")
          .forEach(output -> output.fieldNames().forEachRemaining(shown::add));
    }
    assertThat(shown).contains(Scripting.KIND);
    try (TestOutputs outputs = new TestOutputs()) {
      assertThat(shown).containsAll(outputs.outputs().kinds());
    }
  }
}
