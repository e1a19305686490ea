package io.stackstate.topology;

/**
 * The relations of each component in one direction. One writer; frozen copies are immutable and for
 * any thread.
 */
final class Adjacency {
  private final PagedRefs<IntBag> relations;

  /** Renewed by every freeze: bags of an older generation are shared with a frozen copy. */
  private Object generation = new Object();

  Adjacency() {
    this(new PagedRefs<>());
  }

  private Adjacency(PagedRefs<IntBag> relations) {
    this.relations = relations;
  }

  int size(int component) {
    IntBag bag = relations.get(component);
    return bag == null ? 0 : bag.size();
  }

  int get(int component, int index) {
    return relations.get(component).get(index);
  }

  void add(int component, int relation) {
    writable(component).add(relation);
  }

  /** Removes a relation that is there. */
  void remove(int component, int relation) {
    IntBag bag = writable(component);
    bag.remove(relation);
    if (bag.size() == 0) {
      relations.set(component, null);
    }
  }

  /** A copy to be written on its own. */
  Adjacency copy() {
    generation = new Object();
    return new Adjacency(relations.copy());
  }

  Adjacency freeze() {
    generation = new Object();
    return new Adjacency(relations.freeze());
  }

  private IntBag writable(int component) {
    IntBag bag = relations.get(component);
    if (bag != null && bag.isOf(generation)) {
      return bag;
    }
    IntBag own = bag == null ? new IntBag(generation) : bag.copyFor(generation);
    relations.set(component, own);
    return own;
  }
}
