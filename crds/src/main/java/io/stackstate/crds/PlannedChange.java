package io.stackstate.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What would become of one settings node. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlannedChange(
    @JsonPropertyDescription("CREATED, UPDATED, DELETED or SKIPPED.") String action,
    @JsonPropertyDescription("The type of the node.") String type,
    @JsonPropertyDescription("The identifier of the node; absent when it has none.")
        String identifier,
    @JsonPropertyDescription("The name of the node.") String name,
    @JsonPropertyDescription("The fields that differ; the first 20.") @Size(max = 20)
        List<String> fields) {

  public PlannedChange {
    fields = fields == null ? null : List.copyOf(fields);
  }
}
