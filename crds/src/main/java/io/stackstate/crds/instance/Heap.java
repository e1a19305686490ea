package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.kubernetes.api.model.Quantity;

/**
 * How the heap is computed: (memory limit - baseMemory) * percent / 100 (deployment sheet, section
 * 2.3).
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Heap(
    @JsonPropertyDescription("Memory that is left to the rest of the JVM, for example 500Mi.")
        Quantity baseMemory,
    @JsonPropertyDescription("Share of the remaining memory that is heap.") @Min(1) @Max(95)
        Integer percent) {}
