package io.stackstate.model.change;

import java.util.List;

/**
 * The whole state of a component, health excepted. Lists are never null and hold no nulls.
 *
 * @param id in {@code [1, 2^53)}
 * @param labels verbatim, as the source gave them
 * @param identifiers global identifiers, by which components merge and health, events and monitors
 *     bind
 * @param description null when there is none; the same for {@code version}
 * @param properties the text of a JSON object that the UI shows; null when there is none
 * @param sources at least one, except inside a {@link Source#contribution()}, where it is empty
 */
public record Component(
    long id,
    String name,
    String type,
    String layer,
    String domain,
    List<String> environments,
    List<String> labels,
    List<String> identifiers,
    String description,
    String version,
    String properties,
    List<Source> sources) {

  public Component {
    environments = environments == null ? List.of() : List.copyOf(environments);
    labels = labels == null ? List.of() : List.copyOf(labels);
    identifiers = identifiers == null ? List.of() : List.copyOf(identifiers);
    sources = sources == null ? List.of() : List.copyOf(sources);
  }
}
