package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.stackstate.crds.Condition;
import java.util.List;

/** What was observed. Written by the operator only (deployment sheet, section 13). */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StackStateInstanceStatus(
    @JsonPropertyDescription("The last metadata.generation that was dealt with.")
        Long observedGeneration,
    @JsonPropertyDescription("The state in one word, for people; programs read the conditions.")
        Phase phase,
    @JsonPropertyDescription(
            "Ready, and while it applies Reconciling and Stalled; one for each part "
                + "(KafkaReady, ElasticsearchReady, GraphReady, SchemaReady, TopicsReady, "
                + "ServicesReady, ExposeReady); UpgradeBlocked, ReconciliationPaused and "
                + "ConfigurationWarning while they apply.")
        @Size(max = 24)
        List<Condition> conditions,
    @JsonPropertyDescription("Versions of the platform.") VersionStatus version,
    @JsonPropertyDescription("Address of API and UI.") String url,
    @JsonPropertyDescription("Address that agents send to.") String receiverUrl,
    @JsonPropertyDescription("Name of the Secret with the key that agents send.")
        String apiKeySecret,
    @JsonPropertyDescription("Name of the Secret with the service token.")
        String serviceTokenSecret,
    @JsonPropertyDescription("Workloads.") @Size(max = 40) List<ComponentStatus> components,
    @JsonPropertyDescription("Back ends.") Backends backends,
    @JsonPropertyDescription("What has no effect or is not for production.") @Size(max = 40)
        List<String> warnings,
    @JsonPropertyDescription("With the annotation stackstate.io/plan: \"true\": what would change.")
        @Size(max = 100)
        List<String> plan,
    @JsonPropertyDescription("Hash of the spec as it was last applied in full.")
        String lastAppliedHash) {}
