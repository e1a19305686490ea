package io.stackstate.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/** What a user asks for. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.pack) || has(self.source)",
    message = StackPackRules.PACK_OR_SOURCE)
@ValidationRule(
    value = "has(self.pack) == has(oldSelf.pack) && (!has(self.pack) || self.pack == oldSelf.pack)",
    message = StackPackRules.PACK_IMMUTABLE)
@ValidationRule(value = ContentText.SAME_INSTANCE, message = ContentText.INSTANCE_REF_IMMUTABLE)
public record StackPackSpec(
    @JsonPropertyDescription(ContentText.INSTANCE_REF) InstanceRef instanceRef,
    @JsonPropertyDescription(ContentText.SUSPEND) @Default("false") Boolean suspend,
    @JsonPropertyDescription(
            "What happens to the instance, and so to all settings and topology that came through"
                + " it, when this resource is deleted: Delete uninstalls it, Retain leaves it.")
        @Default("Delete")
        DeletionPolicy deletionPolicy,
    @JsonPropertyDescription(
            "Name of the StackPack. Without a source it is one that the platform knows already:"
                + " its own, or an uploaded one. With a source, the package must be of this name."
                + " Immutable.")
        @Size(min = 1, max = 128)
        @Pattern("^[a-z0-9]([-a-z0-9_]*[a-z0-9])?$")
        String pack,
    @JsonPropertyDescription("Where the package (.sts) comes from.") StackPackSource source,
    @JsonPropertyDescription(
            "The version to have, for example 1.2.0. Absent: the highest that the source or the"
                + " platform has, and later ones of the same major as they appear.")
        @Size(min = 5, max = 128)
        @Pattern("^[0-9]+\\.[0-9]+\\.[0-9]+([-+][-.+0-9A-Za-z]+)?$")
        String version,
    @JsonPropertyDescription(
            "Values of the pack's inputs, by their names. Passwords belong into a Secret.")
        @Size(max = 64)
        Map<String, String> configuration,
    @JsonPropertyDescription("Inputs whose values are keys of Secrets or ConfigMaps.")
        @Size(max = 64)
        List<StackPackInput> configurationFrom,
    @JsonPropertyDescription(
            "A Secret whose keys are names of inputs. Single entries of configurationFrom and of"
                + " configuration win over it.")
        ObjectRef configurationSecretRef,
    @JsonPropertyDescription(
            "What an installation or upgrade does with nodes of the pack that a user unlocked and"
                + " changed.")
        @Default("Fail")
        UnlockedPolicy unlocked)
    implements ContentSpec {

  public StackPackSpec {
    configuration = configuration == null ? null : Map.copyOf(configuration);
    configurationFrom = configurationFrom == null ? null : List.copyOf(configurationFrom);
  }
}
