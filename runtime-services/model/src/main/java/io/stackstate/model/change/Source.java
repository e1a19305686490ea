package io.stackstate.model.change;

import io.stackstate.model.settings.MergeStrategy;

/**
 * One contributor to an element: what a synchronization said about it. The external topology of all
 * synchronizations can be rebuilt from the sources in the change log alone.
 *
 * @param sync the id of the synchronization's settings node
 * @param externalId the id within that synchronization's topology instance
 * @param createdMillis when this contributor was first received, epoch milliseconds: the older of
 *     two that merge goes first, also after a restart
 * @param contribution what this contributor alone says; null when it is the only one, because then
 *     it is the element itself
 * @param strategy how it wants to merge; null is {@link MergeStrategy#MergePreferTheirs}
 */
public record Source(
    long sync,
    String externalId,
    long createdMillis,
    Component contribution,
    MergeStrategy strategy) {

  /** A contributor that yields to the others. */
  public Source(long sync, String externalId, long createdMillis, Component contribution) {
    this(sync, externalId, createdMillis, contribution, null);
  }

  /** A contributor whose age does not matter. */
  public Source(long sync, String externalId, Component contribution) {
    this(sync, externalId, 0, contribution);
  }
}
