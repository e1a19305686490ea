package io.stackstate.telemetry.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stackstate.model.intake.TopologyEvent.SourceLink;
import java.util.List;

/**
 * An event that is bound to elements, as it is stored and given out (health sheet, section 8.4).
 *
 * @param id the identifier
 * @param name the title
 * @param type verbatim for one from outside
 * @param typeKey see {@link TypeNames}
 * @param category one of {@link Categories#ALL}
 * @param source the system that it comes from; never null
 * @param eventTime epoch milliseconds, as is {@code processedTime}
 * @param elements ids of the elements of an event that the platform raised
 * @param tags {@code key:value}
 * @param data the text of a JSON object
 * @param sourceIdentifier null when not given; so {@code description}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StoredEvent(
    String id,
    String name,
    String type,
    String typeKey,
    String category,
    String source,
    long eventTime,
    long processedTime,
    List<String> elementIdentifiers,
    List<Long> elements,
    List<SourceLink> sourceLinks,
    List<String> tags,
    String data,
    String sourceIdentifier,
    String description) {

  public StoredEvent {
    elementIdentifiers = elementIdentifiers == null ? List.of() : List.copyOf(elementIdentifiers);
    elements = elements == null ? List.of() : List.copyOf(elements);
    sourceLinks = sourceLinks == null ? List.of() : List.copyOf(sourceLinks);
    tags = tags == null ? List.of() : List.copyOf(tags);
  }
}
