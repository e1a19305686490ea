package io.stackstate.topology;

/** The relations of each component. One writer; frozen copies are immutable and for any thread. */
final class Adjacency {
  private final PagedRefs<long[]> links;

  /**
   * Counted up by every freeze: arrays of another generation may be part of a frozen copy. There is
   * room for 2^36 of them, two years at a thousand a second.
   */
  private long generation;

  Adjacency() {
    this(new PagedRefs<>());
  }

  private Adjacency(PagedRefs<long[]> links) {
    this.links = links;
  }

  /** Valid until the next write, unless this is a frozen copy. */
  Links of(int component) {
    return Links.of(links.get(component));
  }

  void add(int component, int relation, int neighbour, int kind) {
    long[] items = links.get(component);
    long[] own = Links.with(items, generation, relation, neighbour, kind);
    if (own != items) {
      links.set(component, own);
    }
  }

  /** Removes a relation that is there. */
  void remove(int component, int relation) {
    long[] items = links.get(component);
    long[] own = Links.without(items, generation, relation);
    if (own != items) {
      links.set(component, own);
    }
  }

  /** A copy to be written on its own. */
  Adjacency copy() {
    generation++;
    Adjacency copy = new Adjacency(links.copy());
    // Neither may change what both have, and all of that is of an older generation.
    copy.generation = generation;
    return copy;
  }

  Adjacency freeze() {
    generation++;
    return new Adjacency(links.freeze());
  }
}
