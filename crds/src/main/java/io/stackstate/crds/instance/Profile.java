package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Defaults of resources and volumes by the number of observed nodes (deployment sheet, section
 * 1.3).
 */
public enum Profile {
  @JsonProperty("trial")
  TRIAL,
  @JsonProperty("10-nonha")
  NONHA_10,
  @JsonProperty("20-nonha")
  NONHA_20,
  @JsonProperty("50-nonha")
  NONHA_50,
  @JsonProperty("100-nonha")
  NONHA_100,
  @JsonProperty("150-ha")
  HA_150,
  @JsonProperty("250-ha")
  HA_250,
  @JsonProperty("500-ha")
  HA_500,
  @JsonProperty("4000-ha")
  HA_4000
}
