package io.stackstate.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * What a user asks for. A further type is added by an entry of {@link IntegrationType}, an optional
 * field of the same name, and a pair of rules like those of {@code customSync}.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "(self.type == 'CustomSync') == has(self.customSync)"
            + " && (self.type == 'Splunk') == has(self.splunk)"
            + " && (self.type == 'SAP') == has(self.sap)"
            + " && (self.type == 'SolarWinds') == has(self.solarWinds)"
            + " && (self.type == 'StaticTopology') == has(self.staticTopology)",
    message = IntegrationRules.FIELD_OF_THE_TYPE)
@ValidationRule(value = "self.type == oldSelf.type", message = IntegrationRules.TYPE_IMMUTABLE)
@ValidationRule(
    value =
        "has(self.instanceRef) == has(oldSelf.instanceRef)"
            + " && (!has(self.instanceRef) || self.instanceRef == oldSelf.instanceRef)",
    message = IntegrationRules.INSTANCE_REF_IMMUTABLE)
public record IntegrationSpec(
    @Required
        @JsonPropertyDescription(
            "Kind of source. The field of the same name (customSync for CustomSync) configures it."
                + " Immutable. Splunk, SAP and SolarWinds install an instance of their StackPack,"
                + " which takes what Agents send; this version does not pull from them itself, nor"
                + " from StaticTopology.")
        IntegrationType type,
    @JsonPropertyDescription(
            "The StackStateInstance in the same namespace that this integration feeds. Absent: the"
                + " only one in the namespace. Ignored standalone. Immutable.")
        InstanceRef instanceRef,
    @JsonPropertyDescription(
            "True leaves the platform as it is: nothing is created, changed or repaired. The status"
                + " is still kept up to date. The annotation stackstate.io/pause-reconciliation:"
                + " \"true\" does the same.")
        @Default("false")
        Boolean suspend,
    @JsonPropertyDescription(
            "What happens to the synchronization, and so to all topology that came from this"
                + " integration, when this resource is deleted: Delete removes it, Retain leaves"
                + " it.")
        @Default("Delete")
        DeletionPolicy deletionPolicy,
    @JsonPropertyDescription(
            "Settings of type CustomSync: topology that any client posts to the receiver.")
        CustomSync customSync,
    @JsonPropertyDescription("Settings of type Splunk.") Splunk splunk,
    @JsonPropertyDescription("Settings of type SAP.") Sap sap,
    @JsonPropertyDescription("Settings of type SolarWinds.") SolarWinds solarWinds,
    @JsonPropertyDescription("Settings of type StaticTopology.") StaticTopology staticTopology)
    implements ContentSpec {

  /** Of type CustomSync. */
  public static IntegrationSpec customSync(
      InstanceRef instance, Boolean suspend, DeletionPolicy policy, CustomSync sync) {
    return new IntegrationSpec(
        IntegrationType.CustomSync, instance, suspend, policy, sync, null, null, null, null);
  }
}
