package io.stackstate.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.Map;

/** How the health of a view is computed. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ViewHealth(
    @JsonPropertyDescription("False switches it off, and keeps what is configured.")
        @Default("true")
        Boolean enabled,
    @Required
        @JsonPropertyDescription(
            "Identifier of a ViewHealthStateConfigurationFunction, for example"
                + " urn:stackpack:common:view-health-state-configuration-function:minimum-health-states.")
        @Size(min = 5, max = 1024)
        @Pattern("^urn:[^\\s\"{}\\\\]+$")
        String function,
    @JsonPropertyDescription(
            "Arguments of the function by the names of its parameters: whole numbers, decimals,"
                + " true, false, or text.")
        @Size(max = 32)
        Map<String, String> arguments) {

  public ViewHealth {
    arguments = arguments == null ? null : Map.copyOf(arguments);
  }
}
