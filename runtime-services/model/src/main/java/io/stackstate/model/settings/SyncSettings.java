package io.stackstate.model.settings;

import io.stackstate.model.Topics;

/**
 * The settings node {@code Sync}: one topology stream that is to be synchronized. Published on
 * {@code sts_internal_settings} with key {@code Sync:<id>}; a tombstone removes the synchronization
 * and all it created. The value is self-contained: whoever executes it needs no other node but the
 * {@link SettingsNodeName}s that its templates look up.
 *
 * @param id deterministic, from the identifier
 * @param identifier the URN by which it is addressed
 * @param instanceType with {@code instanceUrl} names the topology instance, and so the topic; both
 *     may be null when there is a program that names the topic
 * @param expireAfterMillis elements not seen for so long are removed; null never expires
 * @param errorsClearedAt epoch milliseconds; errors older than this are forgotten
 * @param resetAt epoch milliseconds of the newest reset that was asked for; 0 for none. A reset
 *     evaluates again all that the topic holds and removes what it does not hold
 * @param program what runs; null is the built-in Custom Synchronization
 */
public record SyncSettings(
    long id,
    String identifier,
    String name,
    String instanceType,
    String instanceUrl,
    Long expireAfterMillis,
    long errorsClearedAt,
    long resetAt,
    SyncProgram program) {
  public static final String NODE_TYPE = "Sync";

  /** A built-in synchronization that was never reset. */
  public SyncSettings(
      long id,
      String identifier,
      String name,
      String instanceType,
      String instanceUrl,
      Long expireAfterMillis,
      long errorsClearedAt) {
    this(
        id,
        identifier,
        name,
        instanceType,
        instanceUrl,
        expireAfterMillis,
        errorsClearedAt,
        0,
        null);
  }

  /** The topic that it reads. */
  public String topicName() {
    return program != null && program.topic() != null
        ? program.topic()
        : Topics.topology(instanceType, instanceUrl);
  }

  /** After how many milliseconds elements expire; null for never. */
  public Long expiryMillis() {
    return program != null && program.expiry() != null
        ? program.expiry().afterMillis()
        : expireAfterMillis;
  }

  /** How often expired elements are removed, in milliseconds; null for as soon as they expire. */
  public Long cleanupEveryMillis() {
    return program == null || program.expiry() == null ? null : program.expiry().everyMillis();
  }

  /** What kind of source it is, as the data source or else the instance says; never null. */
  public String integrationTypeName() {
    String type =
        program == null || program.integrationType() == null
            ? instanceType
            : program.integrationType();
    return type == null ? "" : type.trim();
  }

  /** From when on it reads a topic that is new to it, epoch milliseconds; null for all of it. */
  public Long readsFromMillis() {
    return program == null
            || program.consumerOffsetStartAtEarliest()
            || program.createdMillis() <= 0
        ? null
        : (Long) program.createdMillis();
  }
}
