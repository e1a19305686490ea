package io.stackstate.health.propagation;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.IntByteHashMap;
import com.carrotsearch.hppc.IntIntHashMap;
import com.carrotsearch.hppc.cursors.IntByteCursor;
import io.stackstate.topology.Links;
import io.stackstate.topology.TopologySnapshot;
import java.util.function.Consumer;

/**
 * The components of a region in groups that depend on each other, those first that others depend on
 * (health sheet, section 5.4): Tarjan's algorithm, without recursion, since chains may be as long
 * as the topology is large.
 */
final class Condensation {
  private final TopologySnapshot topology;
  private final IntByteHashMap region;
  private final Consumer<IntArrayList> groups;
  private final IntIntHashMap index = new IntIntHashMap();
  private final IntIntHashMap low = new IntIntHashMap();
  private final IntIntHashMap nextLink = new IntIntHashMap();
  private final IntByteHashMap waiting = new IntByteHashMap();
  private final IntArrayList stack = new IntArrayList();
  private final IntArrayList path = new IntArrayList();

  private Condensation(
      TopologySnapshot topology, IntByteHashMap region, Consumer<IntArrayList> groups) {
    this.topology = topology;
    this.region = region;
    this.groups = groups;
  }

  /**
   * @param region ordinals as keys; dependencies outside of it are not followed
   * @param groups is given the ordinals of each group
   */
  static void visit(
      TopologySnapshot topology, IntByteHashMap region, Consumer<IntArrayList> groups) {
    Condensation condensation = new Condensation(topology, region, groups);
    for (IntByteCursor member : region) {
      if (!condensation.index.containsKey(member.key)) {
        condensation.walk(member.key);
      }
    }
  }

  private void walk(int start) {
    enter(start);
    while (!path.isEmpty()) {
      int component = path.get(path.size() - 1);
      int dependency = nextDependency(component);
      if (dependency < 0) {
        leave(component);
      } else if (!index.containsKey(dependency)) {
        enter(dependency);
      } else if (waiting.containsKey(dependency)) {
        lower(component, index.get(dependency));
      }
    }
  }

  private void enter(int component) {
    int number = index.size();
    index.put(component, number);
    low.put(component, number);
    stack.add(component);
    waiting.put(component, (byte) 1);
    path.add(component);
  }

  private int nextDependency(int component) {
    Links links = topology.links(component);
    int i = nextLink.get(component);
    while (i < links.size()) {
      int at = i++;
      if (Dependencies.depends(links.kind(at)) && region.containsKey(links.neighbour(at))) {
        nextLink.put(component, i);
        return links.neighbour(at);
      }
    }
    nextLink.put(component, i);
    return -1;
  }

  private void leave(int component) {
    pop(path);
    if (!path.isEmpty()) {
      lower(path.get(path.size() - 1), low.get(component));
    }
    if (low.get(component) == index.get(component)) {
      IntArrayList group = new IntArrayList();
      int member;
      do {
        member = pop(stack);
        waiting.remove(member);
        group.add(member);
      } while (member != component);
      groups.accept(group);
    }
  }

  private static int pop(IntArrayList list) {
    int last = list.get(list.size() - 1);
    list.elementsCount--;
    return last;
  }

  private void lower(int component, int number) {
    if (number < low.get(component)) {
      low.put(component, number);
    }
  }
}
