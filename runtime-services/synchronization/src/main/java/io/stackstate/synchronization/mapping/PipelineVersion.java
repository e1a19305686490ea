package io.stackstate.synchronization.mapping;

/**
 * Tells pipelines apart that give different answers.
 *
 * @param extraction of the id extractors alone: it decides which elements there are
 * @param evaluation of all the rest: it decides what they look like
 */
public record PipelineVersion(String extraction, String evaluation) {
  /** Of the built-in Custom Synchronization. */
  public static final PipelineVersion BUILT_IN = new PipelineVersion("", "");
}
