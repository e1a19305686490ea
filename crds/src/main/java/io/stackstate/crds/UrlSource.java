package io.stackstate.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A package on a web server. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UrlSource(
    @Required
        @JsonPropertyDescription("Address of the .sts file, https or http.")
        @Size(min = 8, max = 2048)
        @Pattern("^https?://[^@\\s]+$")
        String address,
    @JsonPropertyDescription(
            "SHA-256 of the file, 64 hexadecimal digits. A file with another one is refused.")
        @Size(min = 64, max = 64)
        @Pattern("^[0-9a-f]{64}$")
        String sha256,
    @JsonPropertyDescription(
            "A Secret with the keys username and password (type kubernetes.io/basic-auth), or with"
                + " the key token, sent as a bearer token.")
        ObjectRef secretRef) {}
