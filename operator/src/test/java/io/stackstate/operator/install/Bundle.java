package io.stackstate.operator.install;

import com.fasterxml.jackson.databind.JsonNode;

/** The OLM bundle of the source tree. */
final class Bundle {
  static final String FOLDER = "olm-bundle/";

  private Bundle() {}

  static JsonNode csv() {
    return Yaml.one(FOLDER + "manifests/stackstate-operator.clusterserviceversion.yaml");
  }

  static JsonNode annotations() {
    return Yaml.one(FOLDER + "metadata/annotations.yaml").path("annotations");
  }
}
