package io.stackstate.operator.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart, the plain manifests and the bundle install the same operator with the same rights. */
class InstallFilesTest {
  private static final String CHART = "helm/stackstate-operator/";
  private static final String RBAC = CHART + "files/rbac/";
  private static final String DEPLOYMENT = "operator/install/base/deployment.yaml";

  @Test
  void allThreeWaysGiveTheSameRights() {
    Map<String, String> chart = new TreeMap<>();
    for (String part : Yaml.names(RBAC, ".yaml")) {
      if (!part.equals("leader.yaml")) {
        add(chart, Yaml.one(RBAC + part));
      }
    }

    assertThat(rules(Yaml.of("ClusterRole", "operator/install/cluster/rbac.yaml").path("rules")))
        .isEqualTo(chart);
    assertThat(rules(Yaml.of("Role", "operator/install/namespaced/rbac.yaml").path("rules")))
        .isEqualTo(chart);
    assertThat(rules(Bundle.csv().at("/spec/install/spec/clusterPermissions/0/rules")))
        .isEqualTo(chart);
  }

  @Test
  void allThreeWaysElectTheLeaderWithTheSameRights() {
    Map<String, String> chart = rules(Yaml.one(RBAC + "leader.yaml"));

    assertThat(rules(Yaml.of("Role", "operator/install/base/leader.yaml").path("rules")))
        .isEqualTo(chart);
    assertThat(rules(Bundle.csv().at("/spec/install/spec/permissions/0/rules"))).isEqualTo(chart);
  }

  @Test
  void noRightIsWiderThanNeeded() {
    Yaml.names(RBAC, ".yaml")
        .forEach(
            part ->
                assertThat(Yaml.text(RBAC + part))
                    .as(part)
                    .doesNotContain("*", "deletecollection", "impersonate", "escalate")
                    .doesNotContainPattern("\\bbind\\b"));
  }

  @Test
  void ourKindsAreThoseThatTheRightsName() {
    List<String> kinds = new ArrayList<>();
    for (String file : Yaml.names("crds/generated", ".yml")) {
      kinds.add(Yaml.one("crds/generated/" + file).at("/spec/names/plural").asText());
    }
    JsonNode first = Yaml.one(RBAC + "operator.yaml").get(0);

    assertThat(first.path("apiGroups").toString()).isEqualTo("[\"stackstate.io\"]");
    assertThat(first.path("resources")).extracting(JsonNode::asText).hasSameElementsAs(kinds);
    for (String role : List.of("view", "edit")) {
      assertThat(Yaml.text(CHART + "templates/rbac.yaml")).as(role).contains(kinds);
    }
  }

  @Test
  void kustomizeAppliesEveryCrd() {
    assertThat(Yaml.one("crds/generated/kustomization.yaml").path("resources"))
        .extracting(JsonNode::asText)
        .containsExactlyElementsOf(Yaml.names("crds/generated", ".yml"));
  }

  @Test
  void theBundleRunsTheSameContainer() {
    JsonNode plain = Yaml.one(DEPLOYMENT).at("/spec/template/spec/containers/0");
    JsonNode bundle =
        Bundle.csv().at("/spec/install/spec/deployments/0/spec/template/spec/containers/0");

    for (String field :
        List.of("image", "ports", "resources", "securityContext", "readinessProbe")) {
      assertThat(bundle.path(field)).as(field).isEqualTo(plain.path(field));
    }
    assertThat(names(bundle.path("env"))).isEqualTo(names(plain.path("env")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"WATCH_NAMESPACES", "STACKSTATE_VERSION", "STACKSTATE_IMAGE", "POD_NAME"})
  void whatTheManifestsSetIsWhatTheOperatorReads(String name) {
    assertThat(Yaml.text("operator/src/main/resources/reference.conf"))
        .contains("${?" + name + "}");
    assertThat(Yaml.text(DEPLOYMENT)).contains("name: " + name);
    assertThat(Yaml.text(CHART + "templates/deployment.yaml")).contains("name: " + name);
  }

  @Test
  void everyValueOfTheChartHasASchema() {
    JsonNode values = Yaml.one(CHART + "values.yaml");
    JsonNode schema = Yaml.one(CHART + "values.schema.json").path("properties");

    List<String> unknown = new ArrayList<>();
    compare("", values, schema, unknown);
    assertThat(unknown).isEmpty();
  }

  private static void compare(String path, JsonNode values, JsonNode schema, List<String> unknown) {
    values
        .properties()
        .forEach(
            value -> {
              String name = path + value.getKey();
              JsonNode found = schema.path(value.getKey());
              if (found.isMissingNode()) {
                unknown.add(name);
              } else if (found.has("properties")) {
                compare(name + ".", value.getValue(), found.path("properties"), unknown);
              }
            });
  }

  private static List<String> names(JsonNode env) {
    List<String> names = new ArrayList<>();
    env.forEach(entry -> names.add(entry.path("name").asText()));
    return names;
  }

  private static Map<String, String> rules(JsonNode rules) {
    Map<String, String> all = new TreeMap<>();
    add(all, rules);
    return all;
  }

  private static void add(Map<String, String> all, JsonNode rules) {
    for (JsonNode rule : rules) {
      for (JsonNode resource : rule.path("resources")) {
        String key = rule.path("apiGroups").path(0).asText() + "/" + resource.asText();
        all.merge(key, rule.path("verbs").toString(), (one, two) -> one + two);
      }
    }
  }
}
