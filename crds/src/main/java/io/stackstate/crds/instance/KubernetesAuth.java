package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Service accounts of the cluster as callers of the API (REST sheet, section 4.1). */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KubernetesAuth(
    @JsonPropertyDescription(
            "True accepts tokens of service accounts. The service account of the instance then needs the"
                + " ClusterRole system:auth-delegator, which an administrator binds.")
        @Default("false")
        Boolean enabled,
    @JsonPropertyDescription("The audience that a token must be for.")
        @Size(min = 1, max = 253)
        @Pattern("^[^\\s\"]+$")
        @Default("stackstate")
        String audience,
    @JsonPropertyDescription("Which service accounts have which role.") @Size(max = 64)
        List<ServiceAccountRole> roles) {
  public KubernetesAuth {
    roles = roles == null ? null : List.copyOf(roles);
  }
}
