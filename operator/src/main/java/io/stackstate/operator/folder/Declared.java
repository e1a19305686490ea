package io.stackstate.operator.folder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A valid resource as a file declares it.
 *
 * @param labels null when the file has none; {@code annotations} likewise
 * @param spec with the defaults of the schema filled in
 * @param source the file, relative to the folder
 * @param where file, document and resource, for messages
 */
record Declared(
    ResourceKey key,
    ResourceKind<?> kind,
    JsonNode labels,
    JsonNode annotations,
    ObjectNode spec,
    String source,
    String where) {}
