package io.stackstate.synchronization.mapping;

import java.util.Map;

/**
 * A relation of the external topology, as an id extractor leaves it and mappers see it.
 *
 * @param sourceExternalId names a component of the same synchronization, which may not exist yet
 * @param data mutable at every level; the mapper may change it
 * @param properties the text of the JSON object that users shall see; null when there is none
 */
public record ExtRelation(
    String externalId,
    String type,
    String sourceExternalId,
    String targetExternalId,
    Map<String, Object> data,
    String properties) {}
