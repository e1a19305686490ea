package io.stackstate.synchronization.external;

import io.stackstate.model.change.Component;
import io.stackstate.model.change.Source;
import io.stackstate.model.settings.MergeStrategy;
import java.util.Comparator;
import java.util.List;

/** A component of one synchronization: a contributor to a component of the graph. */
final class ExternalComponent extends ExternalElement implements Holders {
  /** The order in which contributors are asked: the oldest first, ties by what never changes. */
  static final Comparator<ExternalComponent> OLDEST_FIRST =
      Comparator.<ExternalComponent>comparingLong(c -> c.createdMillis)
          .thenComparingLong(c -> c.sync)
          .thenComparing(c -> c.externalId);

  final long sync;
  final long createdMillis;
  final RelationList outgoing = new RelationList(RelationList.End.SOURCE);
  final RelationList incoming = new RelationList(RelationList.End.TARGET);

  List<String> identifiers = List.of();

  /** What it says, from the moment it is mapped until it is written. */
  private Component mapped;

  /** The JSON of what it says: to merge with others, and to tell what changed. */
  private byte[] encoded;

  /** All contributors of the merged component, oldest first; null when it is the only one. */
  List<ExternalComponent> group;

  /** The id of the component that shows it; 0 before it was first written. */
  long elementId;

  /** Of the component that shows it, at its oldest contributor; null when it has none. */
  String shownVersion;

  /** Another contributor of the merged component comes from the same synchronization. */
  boolean ambiguous;

  /** How it wants to merge; null is the default, as in a {@link Source}. */
  MergeStrategy strategy;

  /** Of the record that shows a group, at its oldest contributor; 0 when there is none. */
  long outputHash;

  /** The pass of the grouping that last visited it. */
  int visitedIn;

  ExternalComponent(long sync, String externalId, long id, long createdMillis) {
    super(externalId, id);
    this.sync = sync;
    this.createdMillis = createdMillis;
  }

  void say(Component component, long hash) {
    mapped = component;
    encoded = null;
    stateHash = hash;
  }

  /** Forgets the decoded form; the bytes may be of a record that has sources. */
  void written(byte[] bytes) {
    encoded = bytes;
    mapped = null;
  }

  /** What it alone says, without sources. */
  Component contribution() {
    return mapped != null ? mapped : Encoding.component(encoded).withSources(List.of());
  }

  /** The JSON of what it says, which may have sources; null before it was written. */
  byte[] encoded() {
    return encoded;
  }

  /** Forgets the decoded form after a merge, in which its own bytes were not written. */
  void compact() {
    if (mapped != null) {
      written(Encoding.bytes(mapped));
    }
  }

  /** About how many bytes its contribution takes. */
  int size() {
    compact();
    return encoded == null ? 0 : encoded.length;
  }

  Source source(Component contribution) {
    return new Source(sync, externalId, createdMillis, contribution, strategy);
  }

  /** What a relation must say to find it again among the contributors; null when that is clear. */
  String shownExternalId() {
    return ambiguous ? externalId : null;
  }

  @Override
  public void forEach(java.util.function.Consumer<ExternalComponent> visitor) {
    visitor.accept(this);
  }
}
