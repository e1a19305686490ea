package io.stackstate.model.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * What came of a request. Results are kept for some minutes.
 *
 * @param error why it was not done, or null
 * @param result what it came to, or null
 * @param at epoch milliseconds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RequestResult(String error, JsonNode result, long at) {}
