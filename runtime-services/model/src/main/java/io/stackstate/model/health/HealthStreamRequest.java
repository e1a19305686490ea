package io.stackstate.model.health;

/**
 * What people asked of a health stream: a record value of {@code sts_internal_health_requests}.
 * Times are epoch milliseconds, 0 for never.
 *
 * @param deletedAt when it was last to be deleted
 * @param errorsClearedAt when its errors were last to be closed
 */
public record HealthStreamRequest(String urn, long deletedAt, long errorsClearedAt) {}
