package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Where images come from. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Images(
    @JsonPropertyDescription(
            "Registry, with a path if needed, that takes the place of the one in all "
                + "image names.")
        @Size(min = 1, max = 255)
        @Pattern("^[a-zA-Z0-9][-a-zA-Z0-9._:/]*[a-zA-Z0-9]$")
        String registry,
    @JsonPropertyDescription("Tag of the platform's image. Default: spec.version.")
        @Size(min = 1, max = 128)
        @Pattern("^[a-zA-Z0-9_][-a-zA-Z0-9._]*$")
        String tag,
    @JsonPropertyDescription("When images are pulled.") @Default("IfNotPresent")
        PullPolicy pullPolicy,
    @JsonPropertyDescription("Names of Secrets with credentials of registries.") @Size(max = 16)
        List<String> pullSecrets) {}
