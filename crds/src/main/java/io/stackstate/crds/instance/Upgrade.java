package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/** How a new version is rolled out. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Upgrade(
    @JsonPropertyDescription(
            "Manual waits until the annotation stackstate.io/approve-upgrade has the "
                + "new version.")
        @Default("Automatic")
        UpgradeStrategy strategy,
    @JsonPropertyDescription(
            "How long a process may take to be ready after its start, migration of "
                + "the schema included, before it is started again.")
        @Size(min = 2, max = 12)
        @Pattern("^[1-9][0-9]{0,9}[smhdw]$")
        @Default("30m")
        String migrationTimeout,
    @JsonPropertyDescription(
            "After how long a new version that is not ready is taken back by itself, as long as it has"
                + " not changed the layout of the graph's store; 0s: never.")
        @Size(min = 2, max = 12)
        @Pattern("^(0s|[1-9][0-9]{0,9}[smhdw])$")
        @Default("15m")
        String rollbackAfter) {}
