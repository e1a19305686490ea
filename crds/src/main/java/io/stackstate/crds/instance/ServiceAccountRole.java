package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A role for service accounts. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServiceAccountRole(
    @Required @JsonPropertyDescription("Their namespace.") @Size(min = 1, max = 63)
        String namespace,
    @JsonPropertyDescription("The name of one. Absent: all of the namespace.")
        @Size(min = 1, max = 253)
        String serviceAccount,
    @Required
        @JsonPropertyDescription(
            "stackstate-admin, stackstate-platform-admin, stackstate-power-user or stackstate-guest.")
        @Pattern("^stackstate-(admin|platform-admin|power-user|guest)$")
        @Size(max = 63)
        String role) {}
