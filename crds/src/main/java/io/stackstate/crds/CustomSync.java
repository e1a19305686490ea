package io.stackstate.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * A topology instance that clients push to. Type and URL are immutable: together they name the
 * Kafka topic and are part of the identity of every element, so another value is another
 * integration. A rename would delete all its topology behind the user's back.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "self.instanceType == oldSelf.instanceType",
    message = IntegrationRules.INSTANCE_TYPE_IMMUTABLE)
@ValidationRule(
    value = "self.instanceUrl == oldSelf.instanceUrl",
    message = IntegrationRules.INSTANCE_URL_IMMUTABLE)
public record CustomSync(
    @Required
        @JsonPropertyDescription(
            "The instance.type that senders put into their payload, for example shop-inventory."
                + " Immutable.")
        @Size(min = 1, max = 128)
        @Pattern("^\\S(.*\\S)?$")
        String instanceType,
    @Required
        @JsonPropertyDescription(
            "The instance.url that senders put into their payload, for example"
                + " https://inventory.example.org. It is compared as text, nothing connects to it."
                + " Immutable.")
        @Size(min = 1, max = 512)
        @Pattern("^\\S(.*\\S)?$")
        String instanceUrl,
    @JsonPropertyDescription(
            "Elements that were not seen for so long are removed. A whole number and a unit: s, m,"
                + " h, d or w, for example 48h. Absent: elements live until they are deleted or"
                + " missing from a snapshot.")
        @Size(min = 2, max = 12)
        @Pattern(DurationText.PATTERN)
        String expireAfter) {}
