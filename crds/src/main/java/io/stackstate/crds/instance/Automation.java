package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** What event handlers may do in the cluster itself; all of it is off by default. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Automation(
    @JsonPropertyDescription(
            "Outputs of the kind kubernetesEvent: rights to write events in the namespace of the"
                + " instance. Those of other namespaces need a right of the cluster, which an"
                + " administrator binds.")
        ClusterOutput kubernetesEvents,
    @JsonPropertyDescription(
            "Outputs of the kind kubernetesJob: rights to make Jobs in the namespace of the"
                + " instance, of CronJobs there that are labelled stackstate.io/event-handlers:"
                + " allowed.")
        ClusterOutput kubernetesJobs) {}
