package io.stackstate.operator.content;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.crds.Integration;
import io.stackstate.crds.IntegrationSpec;
import io.stackstate.crds.Sap;
import io.stackstate.crds.SolarWinds;
import io.stackstate.crds.Splunk;
import io.stackstate.crds.UnlockedPolicy;
import io.stackstate.operator.api.ApiClient;
import io.stackstate.operator.api.ApiException;
import io.stackstate.operator.status.Verdict;
import java.util.Map;
import java.util.Optional;

/**
 * The StackPack that a type of integration is an instance of, and the values of its inputs
 * (topology sheet, sections 9 to 11 and 13.8). One spec makes both, so that the address that the
 * pack listens for can never differ from the one that is configured here.
 */
record IntegrationPack(String pack, Map<String, String> config) {

  /** Empty for types without a StackPack. */
  static Optional<IntegrationPack> of(Integration resource) {
    IntegrationSpec spec = resource.getSpec();
    String name = resource.getMetadata().getName();
    return Optional.ofNullable(
        switch (spec.type()) {
          case Splunk -> of(spec.splunk(), name);
          case SAP -> of(spec.sap());
          case SolarWinds -> of(spec.solarWinds(), name);
          case CustomSync, StaticTopology -> null;
        });
  }

  private static IntegrationPack of(Splunk splunk, String name) {
    String shown = splunk.name() == null ? name : splunk.name();
    return new IntegrationPack(
        "splunk-topology",
        Map.of("splunk_instance_name", shown, "sts_instance_url", splunk.url().strip()));
  }

  private static IntegrationPack of(Sap sap) {
    return new IntegrationPack("sap", Map.of("sap_host", sap.host()));
  }

  private static IntegrationPack of(SolarWinds solarWinds, String name) {
    String shown = solarWinds.name() == null ? name : solarWinds.name();
    return new IntegrationPack(
        "solarwinds",
        Map.of("solarwinds_instance_name", shown, "solarwinds_instance_url", solarWinds.url()));
  }

  /**
   * The instance to have: of the version that is installed, or the newest.
   *
   * @throws ContentException when the platform does not know the StackPack
   */
  DesiredPack desired(ApiClient api) throws ContentException, ApiException, InterruptedException {
    JsonNode found =
        api.get("/api/stackpack/" + pack)
            .orElseThrow(
                () ->
                    new ContentException(
                        Verdict.stalled(
                            "UnknownStackPack",
                            "the platform has no StackPack \""
                                + pack
                                + "\": upload it, or declare a StackPack with a source")));
    String version =
        found.path("configurations").isEmpty()
            ? found.at("/latestVersion/version").asText()
            : found.path("version").asText();
    return new DesiredPack(
        pack, version, null, config, Map.of(), config, UnlockedPolicy.Fail, null);
  }

  /**
   * How an integration does whose pack is installed: never ready, since it does not pull what its
   * spec names.
   */
  static Verdict verdict(JsonNode view) {
    Verdict ofPack = PackView.verdict(view);
    if (ofPack.progress() != Verdict.Progress.DONE) {
      return ofPack;
    }
    return Verdict.stalled(
        "CollectorPending",
        ofPack.message()
            + " and takes what Agents send for this address; this version has no collector that"
            + " pulls from it");
  }
}
