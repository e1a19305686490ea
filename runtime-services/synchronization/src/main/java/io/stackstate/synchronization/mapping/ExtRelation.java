package io.stackstate.synchronization.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A relation of the external topology, as an id extractor leaves it and mappers see it.
 *
 * @param sourceExternalId names a component of the same synchronization, which may not exist yet
 * @param properties the text of the JSON object that users shall see; null when there is none
 */
public record ExtRelation(
    String externalId,
    String type,
    String sourceExternalId,
    String targetExternalId,
    ObjectNode data,
    String properties) {}
