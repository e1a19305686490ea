package io.stackstate.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A package as an artifact in a registry (OCI distribution specification). */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OciSource(
    @Required
        @JsonPropertyDescription(
            "Registry, repository, and tag or digest: registry.example.org/packs/shop:1.2.0, or"
                + " registry.example.org/packs/shop@sha256:...")
        @Size(min = 3, max = 1024)
        @Pattern("^[a-zA-Z0-9.-]+(:[0-9]+)?(/[a-z0-9._-]+)+(:[\\w.-]{1,128}|@sha256:[0-9a-f]{64})$")
        String image,
    @JsonPropertyDescription(
            "A Secret with credentials: of type kubernetes.io/dockerconfigjson, or with the keys"
                + " username and password.")
        ObjectRef secretRef,
    @JsonPropertyDescription("True talks to the registry over http.") @Default("false")
        Boolean insecure) {}
