package io.stackstate.operator.instance.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All objects of typical instances, as a person reads them. */
class GoldenTest {
  private static final Path GOLDEN =
      Path.of("src/test/resources/io/stackstate/operator/instance/model/golden");
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build();

  @ParameterizedTest
  @CsvSource({
    "trial, ../samples/quickstart/instance.yaml",
    "highly-available, ../samples/production/highly-available.yaml",
    "external-backends, ../samples/production/external-backends.yaml",
    "nonha, src/test/resources/io/stackstate/operator/instance/model/golden/nonha.yaml",
    "k8ssandra, src/test/resources/io/stackstate/operator/instance/model/golden/k8ssandra.yaml"
  })
  void objectsAreAsReviewed(String name, String input) throws Exception {
    InstanceModel model = Instances.model(Instances.read(Path.of(input)), Instances.FACTS);
    Path golden = GOLDEN.resolve(name + "-objects.yaml");
    String text = text(model);
    if (Boolean.getBoolean("golden.commit")) {
      Files.writeString(golden, text);
    }

    assertThat(text)
        .as("renew it: -Dgolden.commit=true, then read what changed")
        .isEqualTo(Files.readString(golden));
  }

  private static String text(InstanceModel model) throws Exception {
    List<String> documents = new ArrayList<>();
    for (StageName stage : StageName.values()) {
      for (HasMetadata object : model.objects(stage)) {
        documents.add("# " + stage + "\n" + YAML.writeValueAsString(readable(object)).substring(4));
      }
    }
    return String.join("---\n", documents);
  }

  private static JsonNode readable(HasMetadata object) {
    ObjectNode tree = new ObjectMapper().valueToTree(object);
    if ("Secret".equals(object.getKind())) {
      ObjectNode decoded = tree.putObject("decoded");
      for (Map.Entry<String, JsonNode> entry : tree.path("data").properties()) {
        byte[] value = Base64.getDecoder().decode(entry.getValue().asText());
        decoded.put(entry.getKey(), new String(value, StandardCharsets.UTF_8));
      }
      tree.remove("data");
    }
    if (object.getMetadata().getLabels().containsKey("grafana_dashboard")) {
      tree.withObject("/data").removeAll();
    }
    return sorted(tree);
  }

  private static JsonNode sorted(JsonNode tree) {
    if (tree instanceof ObjectNode object) {
      ObjectNode copy = object.objectNode();
      object.properties().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(field -> copy.set(field.getKey(), sorted(field.getValue())));
      return copy;
    }
    if (tree instanceof ArrayNode list) {
      ArrayNode copy = list.arrayNode();
      list.forEach(item -> copy.add(sorted(item)));
      return copy;
    }
    return tree;
  }
}
