package io.stackstate.model.settings;

/**
 * The settings node {@code Sync}: one topology instance that is to be synchronized. Published on
 * {@code sts_internal_settings} with key {@code Sync:<id>}; a tombstone removes the synchronization
 * and all it created.
 *
 * @param id deterministic, from the identifier
 * @param identifier the URN by which it is addressed
 * @param instanceType with {@code instanceUrl} names the topology instance, and so the topic
 * @param expireAfterMillis elements not seen for so long are removed; null never expires
 * @param errorsClearedAt epoch milliseconds; errors older than this are forgotten
 */
public record SyncSettings(
    long id,
    String identifier,
    String name,
    String instanceType,
    String instanceUrl,
    Long expireAfterMillis,
    long errorsClearedAt) {
  public static final String NODE_TYPE = "Sync";
}
