package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.Map;

/** An Ingress. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IngressSettings(
    @JsonPropertyDescription("IngressClass. Absent: the default of the cluster.")
        @Size(min = 1, max = 253)
        @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
        String className,
    @JsonPropertyDescription("Host name. Default: that of baseUrl.")
        @Size(min = 1, max = 253)
        @Pattern("^[a-z0-9*]([-a-z0-9.]*[a-z0-9])?$")
        String host,
    @JsonPropertyDescription("Secret with the certificate. Absent: no TLS section.")
        @Size(min = 1, max = 253)
        @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
        String tlsSecretName,
    @JsonPropertyDescription("Annotations, over the generated ones for body size and time-outs.")
        @Size(max = 64)
        Map<String, String> annotations) {}
