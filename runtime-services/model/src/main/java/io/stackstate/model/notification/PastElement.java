package io.stackstate.model.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stackstate.model.change.HealthState;
import java.util.List;

/**
 * An element as it was at some time, with what a handler asks of it.
 *
 * @param relation whether it is one; then the texts but its type are empty
 * @param health its own one
 * @param inQuery whether the query of the handler's scope selected it
 * @param inView whether the view of the handler's scope had it
 * @param problem the oldest problem that it was part of; null when there was none
 * @param rootCause the element that was the root cause of that; null without a problem
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PastElement(
    long id,
    boolean relation,
    String name,
    String type,
    String layer,
    String domain,
    List<String> environments,
    List<String> labels,
    List<String> identifiers,
    HealthState health,
    boolean inQuery,
    boolean inView,
    Long problem,
    Long rootCause) {

  public PastElement {
    name = name == null ? "" : name;
    type = type == null ? "" : type;
    layer = layer == null ? "" : layer;
    domain = domain == null ? "" : domain;
    environments = environments == null ? List.of() : List.copyOf(environments);
    labels = labels == null ? List.of() : List.copyOf(labels);
    identifiers = identifiers == null ? List.of() : List.copyOf(identifiers);
  }
}
