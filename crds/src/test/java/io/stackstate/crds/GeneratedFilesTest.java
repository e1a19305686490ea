package io.stackstate.crds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeneratedFilesTest {
  private static final String RENEW =
      "renew it: mvn -pl crds process-classes -Dcrds.commit=true, then commit";
  private static final String CRD = CrdSchemas.yaml(Integration.PLURAL);

  @Test
  void committedCrdEqualsTheModel() throws Exception {
    Path committed = Path.of("generated/integrations.stackstate.io-v1.yml");

    assertThat(Files.readString(committed)).as(RENEW).isEqualTo(CRD);
  }

  @Test
  void everyFieldIsDocumented() throws Exception {
    List<String> undocumented = new ArrayList<>();
    collect(undocumented, "spec", schema("spec"));
    collect(undocumented, "status", schema("status"));

    assertThat(undocumented).isEmpty();
  }

  @Test
  void conditionStatusIsTextForYamlReaders() throws Exception {
    JsonNode values = schema("status").at("/properties/conditions/items/properties/status/enum");

    assertThat(values).hasSize(3).allMatch(JsonNode::isTextual);
  }

  @Test
  void columnsStandInTheOrderThatPeopleRead() throws Exception {
    List<String> names = new ArrayList<>();
    version().path("additionalPrinterColumns").forEach(c -> names.add(c.path("name").asText()));

    assertThat(names)
        .containsExactly(
            "Type", "Ready", "Components", "Relations", "Errors", "Reason", "Topic", "Age");
  }

  @Test
  void specIsRequiredAndStatusIsASubresource() throws Exception {
    assertThat(version().at("/schema/openAPIV3Schema/required").toString()).contains("spec");
    assertThat(version().at("/subresources/status").isObject()).isTrue();
    assertThat(schema("status").at("/properties/conditions/x-kubernetes-list-type").asText())
        .isEqualTo("map");
  }

  private static void collect(List<String> found, String path, JsonNode schema) {
    schema
        .path("properties")
        .properties()
        .forEach(
            field -> {
              String name = path + "." + field.getKey();
              if (field.getValue().path("description").asText().isEmpty()) {
                found.add(name);
              }
              collect(found, name, field.getValue());
              collect(found, name + "[]", field.getValue().path("items"));
            });
  }

  private static JsonNode version() throws Exception {
    return new YAMLMapper().readTree(CRD).at("/spec/versions/0");
  }

  private static JsonNode schema(String part) throws Exception {
    return version().at("/schema/openAPIV3Schema/properties/" + part);
  }
}
