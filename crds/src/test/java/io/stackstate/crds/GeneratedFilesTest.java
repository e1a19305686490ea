package io.stackstate.crds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedFilesTest {
  private static final String RENEW =
      "renew it: mvn -pl crds process-classes -Dcrds.commit=true, then commit";
  private static final List<String> COPIES =
      List.of("generated", "../helm/stackstate-operator/files/crds", "../olm-bundle/manifests");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eventhandlers",
        "integrations",
        "monitors",
        "settings",
        "stackpacks",
        "stackstateinstances",
        "views"
      })
  void committedCrdEqualsTheModel(String plural) throws Exception {
    for (String folder : COPIES) {
      Path committed = Path.of(folder, plural + ".stackstate.io-v1.yml");

      assertThat(Files.readString(committed)).as(RENEW).isEqualTo(CrdSchemas.yaml(plural));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eventhandlers",
        "integrations",
        "monitors",
        "settings",
        "stackpacks",
        "stackstateinstances",
        "views"
      })
  void everyFieldIsDocumented(String plural) throws Exception {
    List<String> undocumented = new ArrayList<>();
    collect(undocumented, "spec", schema(plural, "spec"));
    collect(undocumented, "status", schema(plural, "status"));

    assertThat(undocumented).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eventhandlers",
        "integrations",
        "monitors",
        "settings",
        "stackpacks",
        "stackstateinstances",
        "views"
      })
  void conditionStatusIsTextForYamlReaders(String plural) throws Exception {
    JsonNode values =
        schema(plural, "status").at("/properties/conditions/items/properties/status/enum");

    assertThat(values).hasSize(3).allMatch(JsonNode::isTextual);
  }

  @ParameterizedTest
  @CsvSource({
    "eventhandlers,'Ready,Reason,Open,Dead,Enabled,Node,Age'",
    "integrations,'Type,Ready,Reason,Components,Relations,Errors,Topic,Age'",
    "monitors,'Ready,Reason,Interval,Critical,Deviating,Last run,Unmatched,Enabled,Monitor,Age'",
    "settings,'Ready,Reason,Nodes,Pending,Owner,Age'",
    "stackpacks,'Pack,Version,Available,Ready,Reason,Nodes,Components,Instance,Age'",
    "stackstateinstances,'Ready,Phase,Version,URL,Kafka,Graph,Elastic,Age'",
    "views,'Title,Health,Ready,Reason,Query,Node,Age'"
  })
  void columnsStandInTheOrderThatPeopleRead(String plural, String columns) throws Exception {
    List<String> names = new ArrayList<>();
    version(plural)
        .path("additionalPrinterColumns")
        .forEach(c -> names.add(c.path("name").asText()));

    assertThat(names).containsExactly(columns.split(","));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eventhandlers",
        "integrations",
        "monitors",
        "settings",
        "stackpacks",
        "stackstateinstances",
        "views"
      })
  void specIsRequiredAndStatusIsASubresource(String plural) throws Exception {
    assertThat(version(plural).at("/schema/openAPIV3Schema/required").toString()).contains("spec");
    assertThat(version(plural).at("/subresources/status").isObject()).isTrue();
    assertThat(schema(plural, "status").at("/properties/conditions/x-kubernetes-list-type"))
        .hasToString("\"map\"");
  }

  @Test
  void freeFormNodesAreObjects() throws Exception {
    JsonNode items = schema("settings", "spec").at("/properties/nodes/items");

    assertThat(items.path("type").asText()).isEqualTo("object");
    assertThat(items.path("x-kubernetes-preserve-unknown-fields").asBoolean()).isTrue();
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

  private static JsonNode version(String plural) throws Exception {
    return new YAMLMapper().readTree(CrdSchemas.yaml(plural)).at("/spec/versions/0");
  }

  private static JsonNode schema(String plural, String part) throws Exception {
    return version(plural).at("/schema/openAPIV3Schema/properties/" + part);
  }
}
