package io.stackstate.synchronization.mapping;

import io.stackstate.model.change.Relation;
import java.util.List;

/**
 * What a relation of the external topology becomes.
 *
 * @param relations at least one, usually one; the ends are those that the mapper was given, or
 *     those exchanged
 * @param unexecuted as in {@link MappedComponents}
 */
public record MappedRelations(List<Relation> relations, List<String> unexecuted) {}
