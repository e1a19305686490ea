package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Kafka's own names of what a password is sent with. */
public enum SaslMechanism {
  @JsonProperty("PLAIN")
  PLAIN,
  @JsonProperty("SCRAM-SHA-256")
  SCRAM_SHA_256,
  @JsonProperty("SCRAM-SHA-512")
  SCRAM_SHA_512
}
