package io.stackstate.model.intake;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Map;

/**
 * A record value of {@code sts_state_events}: the result of a service check (intake sheet, sections
 * 6.6 and 13.2). The record key is the id.
 *
 * @param id the same for the same result sent twice: a hash of what it says
 * @param name the check
 * @param host the host checked; empty when no one said
 * @param status 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN
 * @param message may be empty
 * @param tags value by tag
 * @param timestamp epoch milliseconds
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
@JsonTypeName("StateEvent")
public record StateEvent(
    String id,
    String name,
    String host,
    int status,
    String message,
    Map<String, String> tags,
    long timestamp) {}
