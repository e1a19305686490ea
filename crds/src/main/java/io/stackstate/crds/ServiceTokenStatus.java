package io.stackstate.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What was observed. Written by the operator only; the token itself is never in it. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServiceTokenStatus(
    @JsonPropertyDescription(ContentText.OBSERVED_GENERATION) Long observedGeneration,
    @JsonPropertyDescription(ContentText.CONDITIONS) @Size(max = 8) List<Condition> conditions,
    @JsonPropertyDescription("The Secret that holds the token.") String secretName,
    @JsonPropertyDescription(
            "The id of the token in the platform, as text since it has more than 32 bits.")
        String tokenId,
    @JsonPropertyDescription("When the token ends; RFC 3339, UTC. Absent: never.") String expiresAt,
    @JsonPropertyDescription("When it is renewed; RFC 3339, UTC. Absent: never.") String renewsAt,
    @JsonPropertyDescription(ContentText.APPLIED_HASH) String appliedHash)
    implements ContentState {

  public ServiceTokenStatus {
    conditions = conditions == null ? null : List.copyOf(conditions);
  }

  /** The status of a resource that nobody has looked at yet. */
  public static ServiceTokenStatus empty() {
    return new ServiceTokenStatus(null, null, null, null, null, null, null);
  }
}
