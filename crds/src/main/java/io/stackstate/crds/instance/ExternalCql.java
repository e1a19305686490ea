package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.stackstate.crds.KeyRef;
import java.util.List;

/** A Cassandra that others run. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.usernameRef) == has(self.passwordRef)",
    message = "give both usernameRef and passwordRef, or none")
public record ExternalCql(
    @Required
        @JsonPropertyDescription("Host names or addresses of some nodes.")
        @Size(min = 1, max = 32)
        List<String> contactPoints,
    @JsonPropertyDescription("Port of CQL.") @Min(1) @Max(65535) @Default("9042") Integer port,
    @JsonPropertyDescription("User name.") KeyRef usernameRef,
    @JsonPropertyDescription("Password.") KeyRef passwordRef,
    @JsonPropertyDescription("TLS. Absent: none.") CqlTls tls) {}
