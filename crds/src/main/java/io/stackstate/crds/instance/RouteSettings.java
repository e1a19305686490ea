package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.Map;

/** An OpenShift Route; TLS ends at the router. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RouteSettings(
    @JsonPropertyDescription("Host name. Default: that of baseUrl.")
        @Size(min = 1, max = 253)
        @Pattern("^[a-z0-9*]([-a-z0-9.]*[a-z0-9])?$")
        String host,
    @JsonPropertyDescription("Annotations.") @Size(max = 64) Map<String, String> annotations) {}
