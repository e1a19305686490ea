package io.stackstate.topology;

/** The relations of each component. One writer; frozen copies are immutable and for any thread. */
final class Adjacency {
  private final PagedRefs<Links> links;

  /** Renewed by every freeze: links of an older generation are shared with a frozen copy. */
  private Object generation = new Object();

  Adjacency() {
    this(new PagedRefs<>());
  }

  private Adjacency(PagedRefs<Links> links) {
    this.links = links;
  }

  /** May be changed by the next write, unless this is a frozen copy. */
  Links of(int component) {
    Links found = links.get(component);
    return found == null ? Links.NONE : found;
  }

  void add(int component, int relation, int neighbour, int kind) {
    writable(component).add(relation, neighbour, kind);
  }

  /** Removes a relation that is there. */
  void remove(int component, int relation) {
    Links own = writable(component);
    own.remove(relation);
    if (own.size() == 0) {
      links.set(component, null);
    }
  }

  /** A copy to be written on its own. */
  Adjacency copy() {
    generation = new Object();
    return new Adjacency(links.copy());
  }

  Adjacency freeze() {
    generation = new Object();
    return new Adjacency(links.freeze());
  }

  private Links writable(int component) {
    Links found = links.get(component);
    if (found != null && found.isOf(generation)) {
      return found;
    }
    Links own = found == null ? new Links(generation) : found.copyFor(generation);
    links.set(component, own);
    return own;
  }
}
