package io.stackstate.operator.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published rules of bundles (operator practices sheet, section 8.2). */
class OlmBundleTest {
  private final JsonNode csv = Bundle.csv();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alm-examples",
        "capabilities",
        "categories",
        "certified",
        "containerImage",
        "createdAt",
        "description",
        "repository",
        "support",
        "operatorframework.io/suggested-namespace"
      })
  void requiredAnnotationIsThere(String name) {
    assertThat(csv.at("/metadata/annotations").path(name).asText()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "disconnected",
        "fips-compliant",
        "proxy-aware",
        "tls-profiles",
        "token-auth-aws",
        "token-auth-azure",
        "token-auth-gcp",
        "cnf",
        "cni",
        "csi"
      })
  void featureIsDeclaredAsTextTrueOrFalse(String feature) {
    JsonNode value =
        csv.at("/metadata/annotations").path("features.operators.openshift.io/" + feature);

    assertThat(value.isTextual()).isTrue();
    assertThat(value.textValue()).isIn("true", "false");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "displayName",
        "description",
        "icon",
        "keywords",
        "links",
        "maintainers",
        "provider",
        "maturity",
        "version",
        "minKubeVersion",
        "installModes",
        "relatedImages"
      })
  void requiredFieldIsThere(String field) {
    assertThat(csv.path("spec").path(field).isMissingNode()).isFalse();
    assertThat(
            csv.path("spec").path(field).isEmpty()
                && csv.path("spec").path(field).isContainerNode())
        .isFalse();
  }

  @Test
  void nameAndVersionAgree() {
    String version = csv.at("/spec/version").asText();

    assertThat(version).matches("\\d+\\.\\d+\\.\\d+");
    assertThat(csv.at("/metadata/name").asText()).isEqualTo("stackstate-operator.v" + version);
    assertThat(Yaml.one("helm/stackstate-operator/Chart.yaml").path("appVersion").asText())
        .isEqualTo(version);
  }

  @Test
  void allInstallModesAreNamed() {
    assertThat(csv.at("/spec/installModes"))
        .extracting(mode -> mode.path("type").asText())
        .containsExactlyInAnyOrder(
            "OwnNamespace", "SingleNamespace", "MultiNamespace", "AllNamespaces");
  }

  @Test
  void ownedKindsAreTheCrdsOfTheBundle() {
    Map<String, String> owned = new TreeMap<>();
    for (JsonNode kind : owned()) {
      owned.put(
          kind.path("name").asText(),
          kind.path("kind").asText() + " " + kind.path("version").asText());
    }
    Map<String, String> crds = new TreeMap<>();
    for (String file : Yaml.names(Bundle.FOLDER + "manifests", ".yml")) {
      JsonNode crd = Yaml.one(Bundle.FOLDER + "manifests/" + file);
      crds.put(
          crd.at("/metadata/name").asText(),
          crd.at("/spec/names/kind").asText() + " " + crd.at("/spec/versions/0/name").asText());
    }

    assertThat(owned).isEqualTo(crds);
  }

  @Test
  void descriptorsPointToFieldsThatExist() {
    for (JsonNode kind : owned()) {
      JsonNode schema = schema(kind.path("name").asText());
      assertThat(kind.path("displayName").asText()).isNotBlank();
      assertThat(kind.path("description").asText()).isNotBlank();
      assertThat(kind.path("resources")).isNotEmpty();
      check(kind.path("specDescriptors"), schema.at("/properties/spec"));
      check(kind.path("statusDescriptors"), schema.at("/properties/status"));
    }
  }

  private static void check(JsonNode descriptors, JsonNode schema) {
    assertThat(descriptors).isNotEmpty();
    for (JsonNode descriptor : descriptors) {
      assertThat(descriptor.path("displayName").asText()).isNotBlank();
      assertThat(descriptor.path("description").asText()).isNotBlank();
      String pointer =
          "/properties/" + descriptor.path("path").asText().replace(".", "/properties/");
      assertThat(schema.at(pointer).isMissingNode()).as(pointer).isFalse();
    }
  }

  @Test
  void thereIsAnExampleOfEachKind() throws Exception {
    JsonNode examples =
        new ObjectMapper().readTree(csv.at("/metadata/annotations/alm-examples").asText());
    List<String> kinds = new ArrayList<>();
    examples.forEach(example -> kinds.add(example.path("kind").asText()));

    assertThat(kinds)
        .containsExactlyInAnyOrderElementsOf(
            owned().stream().map(kind -> kind.path("kind").asText()).toList());
    for (JsonNode example : examples) {
      JsonNode kind =
          owned().stream()
              .filter(k -> k.path("kind").equals(example.path("kind")))
              .findFirst()
              .orElseThrow();
      JsonNode spec = schema(kind.path("name").asText()).at("/properties/spec/properties");
      example
          .path("spec")
          .fieldNames()
          .forEachRemaining(
              field -> assertThat(spec.has(field)).as(kind.path("kind") + " " + field).isTrue());
    }
  }

  @Test
  void theIconIsAPicture() {
    String svg = new String(Base64.getDecoder().decode(csv.at("/spec/icon/0/base64data").asText()));

    assertThat(svg).startsWith("<svg").endsWith("</svg>");
  }

  @Test
  void metadataAndLabelsOfTheImageAgree() {
    String dockerfile = Yaml.text(Bundle.FOLDER + "bundle.Dockerfile");

    Bundle.annotations()
        .properties()
        .forEach(
            annotation -> {
              if (annotation.getKey().startsWith("operators.operatorframework.io")) {
                assertThat(dockerfile)
                    .contains(
                        "LABEL " + annotation.getKey() + "=" + annotation.getValue().asText());
              }
            });
    assertThat(Bundle.annotations().has("operators.operatorframework.io.bundle.package.v1"))
        .isTrue();
  }

  private List<JsonNode> owned() {
    List<JsonNode> owned = new ArrayList<>();
    csv.at("/spec/customresourcedefinitions/owned").forEach(owned::add);
    return owned;
  }

  private static JsonNode schema(String crd) {
    return Yaml.one(Bundle.FOLDER + "manifests/" + crd + "-v1.yml")
        .at("/spec/versions/0/schema/openAPIV3Schema");
  }
}
