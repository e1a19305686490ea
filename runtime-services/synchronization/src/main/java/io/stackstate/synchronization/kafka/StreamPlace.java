package io.stackstate.synchronization.kafka;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * Where the position of one synchronization on one topic is kept.
 *
 * @param group whose committed offset it is
 * @param committed the newest one; null when nothing was committed, or the synchronization that
 *     committed it was removed
 */
record StreamPlace(String group, OffsetAndMetadata committed) {

  OffsetMetadata metadata() {
    return committed == null ? OffsetMetadata.FRESH : OffsetMetadata.parse(committed.metadata());
  }
}
