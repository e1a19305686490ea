package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A volume claim. It can grow where the storage class allows it, and never shrinks. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "quantity(self.size).compareTo(quantity(oldSelf.size)) >= 0",
    message = "a volume cannot shrink: size must be at least what it was")
@ValidationRule(
    value =
        "has(self.class) == has(oldSelf.class) && (!has(self.class) || "
            + "self.class == oldSelf.class)",
    message = "class is immutable: a volume cannot move to another storage class")
public record Storage(
    @Required
        @JsonPropertyDescription("Size, for example 50Gi. It cannot become smaller.")
        @Size(min = 1, max = 32)
        @Pattern("^[0-9]+(\\.[0-9]+)?(m|k|M|G|T|P|Ki|Mi|Gi|Ti|Pi)?$")
        String size,
    @JsonProperty("class")
        @JsonPropertyDescription("StorageClass. Absent: the default of the cluster. Immutable.")
        @Size(min = 1, max = 253)
        @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
        String storageClass) {}
