package io.stackstate.model.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;

/**
 * A record value of {@code sts_topology_events}: an event that is bound to elements by their
 * identifiers (intake sheet, sections 6.4 and 13.2). The record key is the id.
 *
 * @param id the same for the same event sent twice: a hash of what it says
 * @param category as sent, {@code Others} when absent; unknown ones are kept
 * @param name the title
 * @param description the text
 * @param type the event type, or else the group that it was sent in
 * @param tags as sent
 * @param data the text of a JSON object
 * @param source the system that it comes from; null when not given
 * @param sourceIdentifier its id there; null when not given
 * @param elementIdentifiers identifiers of components and relations
 * @param sourceLinks never null
 * @param host the host that sent it
 * @param sourceTypeName null when not given
 * @param alertType null when not given
 * @param timestamp epoch milliseconds
 * @param elements of an event that the platform raised: the ids of the elements that it is about;
 *     empty for one from outside, which has identifiers only
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
@JsonTypeName("TopologyEvent")
public record TopologyEvent(
    String id,
    String category,
    String name,
    String description,
    String type,
    List<String> tags,
    String data,
    String source,
    @JsonProperty("source_identifier") String sourceIdentifier,
    @JsonProperty("element_identifiers") List<String> elementIdentifiers,
    @JsonProperty("source_links") List<SourceLink> sourceLinks,
    String host,
    @JsonProperty("source_type_name") String sourceTypeName,
    @JsonProperty("alert_type") String alertType,
    long timestamp,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Long> elements) {

  public TopologyEvent {
    elements = elements == null ? List.of() : List.copyOf(elements);
  }

  /** A link back to the source; {@code name} is what the sender called title. */
  public record SourceLink(String name, String url) {}
}
