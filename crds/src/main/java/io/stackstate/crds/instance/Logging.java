package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import java.util.Map;

/** What the processes of the platform log, to standard output. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Logging(
    @JsonPropertyDescription("What a line looks like.") @Default("JSON") LogFormat format,
    @JsonPropertyDescription("Of the platform's own loggers; libraries log warnings.")
        @Default("INFO")
        LogLevel rootLevel,
    @JsonPropertyDescription("Levels by logger, for example io.stackstate.receiver.")
        @Size(max = 64)
        Map<String, LogLevel> levels) {}
