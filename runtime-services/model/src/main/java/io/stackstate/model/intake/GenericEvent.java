package io.stackstate.model.intake;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Map;

/**
 * A record value of {@code sts_generic_events}: an event without a topology context (intake sheet,
 * sections 6.4 and 13.2). The record key is the id.
 *
 * @param id the same for the same event sent twice: a hash of what it says
 * @param name {@code <group>.<event type>}, or only the group when the sender gave no type
 * @param title may be empty
 * @param eventType the event type, or else the group
 * @param message may be empty
 * @param host the host that it happened on
 * @param tags value by tag, with {@code source_type_name} among them
 * @param priority {@code normal} or {@code low}; null when not given
 * @param alertType {@code error}, {@code warning}, {@code info} or {@code success}; null when not
 *     given
 * @param aggregationKey null when not given
 * @param timestamp epoch milliseconds
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
@JsonTypeName("GenericEvent")
public record GenericEvent(
    String id,
    String name,
    String title,
    String eventType,
    String message,
    String host,
    Map<String, String> tags,
    String priority,
    String alertType,
    String aggregationKey,
    long timestamp) {}
