package io.stackstate.model.settings;

import java.util.List;

/**
 * What a synchronization executes, with all references of its settings nodes resolved (topology
 * sheet, sections 3.1, 3.2 and 5).
 *
 * @param topic as {@code DataSource.config.topic} says; null derives it from the instance
 * @param integrationType as the data source says; null when it says nothing
 * @param maxBatchSize of {@code TopologySyncSettings}; null when it is not said. With {@code
 *     maxBatchesPerSecond} it limits how many elements are processed in a second
 * @param maxBatchesPerSecond null when it is not said, which is no limit
 * @param expiry null leaves it to {@link SyncSettings#expireAfterMillis()}
 * @param consumerOffsetStartAtEarliest false skips what stood on the topic before {@code
 *     createdMillis}
 * @param createdMillis epoch milliseconds; when the synchronization came into being
 * @param componentIdExtractor null is that of Custom Synchronization; {@code relationIdExtractor}
 *     likewise
 * @param componentActions the first whose type equals the extracted one applies
 * @param defaultComponentAction applies where none of those does; null makes such elements errors
 * @param compiledLabel the label that elements get, when this is, unchanged, the program of our own
 *     Custom Synchronization: whoever executes it may run its compiled form instead; else null
 */
public record SyncProgram(
    String topic,
    String integrationType,
    Integer maxBatchSize,
    Integer maxBatchesPerSecond,
    Expiry expiry,
    boolean consumerOffsetStartAtEarliest,
    long createdMillis,
    Function componentIdExtractor,
    Function relationIdExtractor,
    List<Action> componentActions,
    Action defaultComponentAction,
    List<Action> relationActions,
    Action defaultRelationAction,
    String compiledLabel) {

  public SyncProgram {
    componentActions = componentActions == null ? List.of() : List.copyOf(componentActions);
    relationActions = relationActions == null ? List.of() : List.copyOf(relationActions);
  }

  /** A program that nobody has compiled. */
  public SyncProgram(
      String topic,
      String integrationType,
      Integer maxBatchSize,
      Integer maxBatchesPerSecond,
      Expiry expiry,
      boolean consumerOffsetStartAtEarliest,
      long createdMillis,
      Function componentIdExtractor,
      Function relationIdExtractor,
      List<Action> componentActions,
      Action defaultComponentAction,
      List<Action> relationActions,
      Action defaultRelationAction) {
    this(
        topic,
        integrationType,
        maxBatchSize,
        maxBatchesPerSecond,
        expiry,
        consumerOffsetStartAtEarliest,
        createdMillis,
        componentIdExtractor,
        relationIdExtractor,
        componentActions,
        defaultComponentAction,
        relationActions,
        defaultRelationAction,
        null);
  }

  /** The same with its compiled form. */
  public SyncProgram compiled(String label) {
    return new SyncProgram(
        topic,
        integrationType,
        maxBatchSize,
        maxBatchesPerSecond,
        expiry,
        consumerOffsetStartAtEarliest,
        createdMillis,
        componentIdExtractor,
        relationIdExtractor,
        componentActions,
        defaultComponentAction,
        relationActions,
        defaultRelationAction,
        label);
  }

  /** The same, which reads all that the topic holds, and leaves expiry to the settings. */
  public SyncProgram ofIntegration() {
    return new SyncProgram(
        topic,
        integrationType,
        maxBatchSize,
        maxBatchesPerSecond,
        null,
        true,
        createdMillis,
        componentIdExtractor,
        relationIdExtractor,
        componentActions,
        defaultComponentAction,
        relationActions,
        defaultRelationAction,
        compiledLabel);
  }

  /**
   * A function node.
   *
   * @param name by which errors speak of it
   * @param identifier null when the node has none
   * @param script Groovy, or the text of a template
   * @param parameter the name of its one parameter
   */
  public record Function(String name, String identifier, String script, String parameter) {}

  /**
   * {@code SyncActionCreateComponent} or {@code SyncActionCreateRelation}.
   *
   * @param type of the elements; only a label in a default action
   * @param mapping null when there is none
   * @param mergeStrategy as the node says; null is {@code MergePreferTheirs}
   */
  public record Action(String type, Function mapping, Function template, String mergeStrategy) {}

  /**
   * Of {@code Sts.StsTopologyDataSourceConfig} and {@code TopologySyncSettings} (topology sheet,
   * end of section 2.4). Expired elements are removed irrespective of {@code
   * cleanupExpiredElements}, which decides when: as soon as they expire, or every {@code
   * cleanupInterval} milliseconds.
   */
  public record Expiry(
      boolean autoExpireElements,
      Long expireElementsAfter,
      Boolean cleanupExpiredElements,
      Long cleanupInterval) {

    /** Null when elements never expire. */
    public Long afterMillis() {
      return autoExpireElements ? expireElementsAfter : null;
    }

    /** How often expired elements are removed, in milliseconds; null when nothing says it. */
    public Long everyMillis() {
      return Boolean.TRUE.equals(cleanupExpiredElements)
              && cleanupInterval != null
              && cleanupInterval > 0
          ? cleanupInterval
          : null;
    }
  }
}
