package io.stackstate.topology;

import java.util.function.LongToIntFunction;

/**
 * The relations and how they link components. A relation with an end that is not there is kept
 * unlinked until the component appears, because records of different keys may come in any order.
 * One writer; see {@link #freeze()}.
 */
final class RelationIndex {
  private final Elements elements;

  /** {@link Ends} by relation; 0 for a relation that is not linked. */
  private final PagedLongs ends;

  private final Adjacency adjacency;
  private final MissingEnds missing;
  private final LongToIntFunction componentOrdinal;

  /**
   * @param componentOrdinal the ordinal of the component with an id, or -1
   */
  RelationIndex(LongToIntFunction componentOrdinal) {
    this.elements = new Elements();
    this.ends = new PagedLongs();
    this.adjacency = new Adjacency();
    this.missing = new MissingEnds();
    this.componentOrdinal = componentOrdinal;
  }

  private RelationIndex(RelationIndex other, LongToIntFunction componentOrdinal) {
    this.elements = other.elements.copy();
    this.ends = other.ends.copy();
    this.adjacency = other.adjacency.copy();
    this.missing = other.missing.copy();
    this.componentOrdinal = componentOrdinal;
  }

  /** A copy to be written on its own, which links the components of another index. */
  RelationIndex copy(LongToIntFunction otherComponentOrdinal) {
    return new RelationIndex(this, otherComponentOrdinal);
  }

  void put(long id, byte[] record, RelationFields fields, long timeMillis) {
    int relation = elements.ordinal(id);
    if (relation < 0) {
      relation = elements.add(id);
      elements.put(relation, record, timeMillis);
      link(relation, fields);
      return;
    }
    RelationFields old = RelationFields.parse(elements.record(relation));
    elements.put(relation, record, timeMillis);
    if (!old.linksAs(fields)) {
      unlink(relation, old);
      link(relation, fields);
    }
  }

  /** Does nothing when there is no such relation. */
  void remove(long id) {
    int relation = elements.ordinal(id);
    if (relation >= 0) {
      unlink(relation, RelationFields.parse(elements.record(relation)));
      elements.remove(relation);
    }
  }

  void componentAppeared(long id) {
    missing
        .take(id)
        .forEach((int relation) -> link(relation, RelationFields.parse(elements.record(relation))));
  }

  void componentDeparts(long id, int component) {
    while (adjacency.of(component).size() > 0) {
      Links links = adjacency.of(component);
      int relation = links.relation(links.size() - 1);
      unlink(relation, ends.get(relation));
      missing.add(id, relation);
    }
  }

  private void link(int relation, RelationFields fields) {
    int source = componentOrdinal.applyAsInt(fields.source());
    int target = componentOrdinal.applyAsInt(fields.target());
    if (source >= 0 && target >= 0) {
      ends.set(relation, Ends.pack(source, target));
      adjacency.add(source, relation, target, Links.kind(fields.direction(), true));
      adjacency.add(target, relation, source, Links.kind(fields.direction(), false));
      return;
    }
    if (source < 0) {
      missing.add(fields.source(), relation);
    }
    if (target < 0) {
      missing.add(fields.target(), relation);
    }
  }

  private void unlink(int relation, RelationFields fields) {
    long linked = ends.get(relation);
    if (linked != 0) {
      unlink(relation, linked);
    } else {
      missing.remove(fields.source(), relation);
      missing.remove(fields.target(), relation);
    }
  }

  private void unlink(int relation, long linked) {
    adjacency.remove(Ends.source(linked), relation);
    adjacency.remove(Ends.target(linked), relation);
    ends.set(relation, 0);
  }

  Frozen freeze() {
    return new Frozen(elements.freeze(), adjacency.freeze());
  }

  /** The relations at one moment; immutable and for any thread. */
  record Frozen(Elements elements, Adjacency adjacency) {}
}
