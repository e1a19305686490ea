package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** What a container is given (requests) and may use at most (limits). */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Resources(
    @JsonPropertyDescription("What is reserved. What is absent comes from the profile.")
        Amounts requests,
    @JsonPropertyDescription("What may be used at most. What is absent comes from the profile.")
        Amounts limits) {}
