package io.stackstate.synchronization.mapping;

/** The step functions of one synchronization; used by one thread. */
public record Pipeline(
    IdExtractor ids,
    ComponentMapper components,
    RelationMapper relations,
    PipelineVersion version) {

  /** The built-in pipeline. */
  public Pipeline(IdExtractor ids, ComponentMapper components, RelationMapper relations) {
    this(ids, components, relations, PipelineVersion.BUILT_IN);
  }
}
