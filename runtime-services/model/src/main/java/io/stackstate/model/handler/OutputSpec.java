package io.stackstate.model.handler;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.model.change.HealthState;
import java.time.Duration;
import java.util.List;

/**
 * Where a handler sends to.
 *
 * @param name of it in the handler
 * @param kind the field that defines it, for example {@code webhook}
 * @param definition the whole object, which the kind of output reads
 * @param minHealth it is told from this state on
 * @param layers it is told of elements of these only; empty for all, as are {@code componentTypes}
 *     and {@code componentTags}
 * @param after it is told only when nobody has acknowledged for so long; zero for at once
 * @param goesOn whether the outputs after it are told too, when this one is; the field {@code
 *     continue}
 */
public record OutputSpec(
    String name,
    String kind,
    JsonNode definition,
    HealthState minHealth,
    List<String> componentTypes,
    List<String> componentTags,
    List<String> layers,
    Duration after,
    boolean goesOn) {}
