package io.stackstate.synchronization.mapping;

/**
 * The step functions of one synchronization. StackPack functions and templates plug in here; until
 * then it is {@link CustomSynchronization}.
 */
public record Pipeline(IdExtractor ids, ComponentMapper components, RelationMapper relations) {}
