package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/** StackGraph: the settings of the back end that is chosen, and no others. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "self.backend != 'CQL' || has(self.cql)",
    message = "graph.cql is required when graph.backend is CQL")
@ValidationRule(
    value = "self.backend == 'CQL' || !has(self.cql)",
    message = "graph.cql is only allowed when graph.backend is CQL")
@ValidationRule(
    value = "self.backend == 'BerkeleyJE' || !has(self.berkeleyje)",
    message = "graph.berkeleyje is only allowed when graph.backend is BerkeleyJE")
public record GraphSettings(
    @Required @JsonPropertyDescription("What the graph is stored in. Immutable.")
        GraphBackend backend,
    @JsonPropertyDescription("With backend BerkeleyJE.") BerkeleyJeGraph berkeleyje,
    @JsonPropertyDescription("With backend CQL.") CqlGraph cql) {}
