package io.stackstate.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** What a user asks for: exactly one of {@code sty}, {@code nodes} and {@code configMapRef}. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "[has(self.sty), has(self.nodes), has(self.configMapRef)].filter(x, x).size() == 1",
    message = SettingsRules.ONE_FORM)
@ValidationRule(value = ContentText.SAME_INSTANCE, message = ContentText.INSTANCE_REF_IMMUTABLE)
public record SettingsSpec(
    @JsonPropertyDescription(ContentText.INSTANCE_REF) InstanceRef instanceRef,
    @JsonPropertyDescription(
            "True changes nothing in the platform, and shows in status.plan what would change. The"
                + " annotation stackstate.io/pause-reconciliation: \"true\" does the same.")
        @Default("false")
        Boolean suspend,
    @JsonPropertyDescription(
            "What happens to the nodes that this resource brought, when it is deleted: Delete"
                + " deletes them and nothing else, Retain leaves them.")
        @Default("Delete")
        DeletionPolicy deletionPolicy,
    @JsonPropertyDescription(
            "A document as stackstate settings export writes it, STY (YAML) or STJ (JSON),"
                + " templates included.")
        @Size(min = 1, max = 1000000)
        String sty,
    @JsonPropertyDescription(
            "The nodes themselves. References are identifiers (urn:...), or negative ids within"
                + " the list.")
        @Size(max = 1000)
        List<JsonNode> nodes,
    @JsonPropertyDescription("The key of a ConfigMap that holds the document, STY or STJ.")
        KeyRef configMapRef,
    @JsonPropertyDescription(
            "True takes over nodes with the same identifiers that exist already and belong to"
                + " nobody; they are deleted with this resource. False reports them as an error.")
        @Default("false")
        Boolean adopt)
    implements ContentSpec {

  public SettingsSpec {
    nodes = nodes == null ? null : List.copyOf(nodes);
  }

  /** True when nodes that belong to nobody are taken over. */
  public boolean adopts() {
    return Boolean.TRUE.equals(adopt);
  }
}
