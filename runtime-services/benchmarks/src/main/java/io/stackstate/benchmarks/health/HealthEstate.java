package io.stackstate.benchmarks.health;

import io.stackstate.model.Json;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.Relation;
import io.stackstate.model.change.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * A made-up estate whose components depend on three to five others each: five layers from hosts to
 * business services, few components at either end and many in the middle; who depends on whom is
 * skewed, so some have hundreds of dependents; and every thousandth component depends on one above
 * it, which makes cycles. The same numbers always give the same estate.
 */
final class HealthEstate {
  private static final double[] LAYERS = {0.05, 0.30, 0.35, 0.20, 0.10};
  private static final String[] TYPES = {"host", "pod", "service", "application", "business"};
  private static final long FIRST_RELATION = 1_000_000_000L;
  private static final int CYCLE_EVERY = 1_000;

  /** The larger, the fewer components have most of the dependents. */
  private static final double SKEW = 1.5;

  private final Random random = new Random(7);
  private final int[] layerBegin = new int[LAYERS.length + 1];
  private final int[][] dependencies;
  private final int[][] dependents;
  private int relations;

  HealthEstate(int components) {
    double share = 0;
    for (int layer = 0; layer < LAYERS.length; layer++) {
      share += LAYERS[layer];
      layerBegin[layer + 1] = (int) Math.round(share * components);
    }
    dependencies = new int[components][];
    int[] counts = new int[components];
    for (int c = 0; c < components; c++) {
      dependencies[c] = choose(c);
      for (int dependency : dependencies[c]) {
        counts[dependency]++;
        relations++;
      }
    }
    dependents = new int[components][];
    Arrays.setAll(dependents, c -> new int[counts[c]]);
    for (int c = 0; c < components; c++) {
      for (int dependency : dependencies[c]) {
        dependents[dependency][--counts[dependency]] = c;
      }
    }
  }

  private int[] choose(int component) {
    int layer = layer(component);
    if (layer == 0) {
      return new int[0];
    }
    int[] chosen = new int[3 + random.nextInt(3)];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = below(layer);
    }
    if (component % CYCLE_EVERY == 0 && layer + 1 < LAYERS.length) {
      chosen[0] = layerBegin[layer + 1] + random.nextInt(size(layer + 1));
    }
    return Arrays.stream(chosen).distinct().toArray();
  }

  private int below(int layer) {
    int of = size(layer - 1);
    return layerBegin[layer - 1] + (int) (of * Math.pow(random.nextDouble(), SKEW));
  }

  private int size(int layer) {
    return layerBegin[layer + 1] - layerBegin[layer];
  }

  private int layer(int component) {
    int layer = 0;
    while (component >= layerBegin[layer + 1]) {
      layer++;
    }
    return layer;
  }

  int components() {
    return dependencies.length;
  }

  int relations() {
    return relations;
  }

  static String identifier(int component) {
    return "urn:bench:/element-" + component;
  }

  /** The elements whose propagated state follows when these components fail. */
  int reach(BitSet failing) {
    BitSet reached = new BitSet();
    Deque<Integer> pending = new ArrayDeque<>();
    failing.stream().forEach(pending::add);
    reached.or(failing);
    int elements = reached.cardinality();
    while (!pending.isEmpty()) {
      for (int dependent : dependents[pending.remove()]) {
        elements++;
        if (!reached.get(dependent)) {
          reached.set(dependent);
          elements++;
          pending.add(dependent);
        }
      }
    }
    return elements;
  }

  int reach(int component) {
    BitSet one = new BitSet();
    one.set(component);
    return reach(one);
  }

  /** Components that each reach about so many elements, with {@link #reach} within a tenth. */
  List<Integer> reaching(int elements, int count) {
    List<Integer> found = new ArrayList<>();
    int[] order = new Random(11).ints(0, components()).distinct().limit(components()).toArray();
    for (int component : order) {
      if (found.size() == count) {
        return found;
      }
      if (Math.abs(reach(component) - elements) <= elements / 10) {
        found.add(component);
      }
    }
    throw new IllegalStateException("only " + found.size() + " components reach " + elements);
  }

  /** The records of the change log for all of it. */
  List<Change> changes() {
    List<Change> changes = new ArrayList<>(components() + relations);
    long relation = FIRST_RELATION;
    for (int c = 0; c < components(); c++) {
      changes.add(change(Aspect.COMPONENT, c + 1, component(c)));
    }
    for (int c = 0; c < components(); c++) {
      for (int dependency : dependencies[c]) {
        long id = relation++;
        changes.add(change(Aspect.RELATION, id, relation(id, c, dependency)));
      }
    }
    return changes;
  }

  private Component component(int c) {
    return new Component(
        c + 1,
        "element-" + c,
        TYPES[layer(c)],
        "layer-" + layer(c),
        "shop",
        List.of("Production"),
        List.of("team:" + c % 40),
        List.of(identifier(c)),
        null,
        null,
        null,
        List.of(new Source(7, "element-" + c, null)));
  }

  private static Relation relation(long id, int source, int target) {
    return new Relation(
        id,
        null,
        "depends_on",
        source + 1,
        target + 1,
        DependencyDirection.ONE_WAY,
        List.of(),
        null,
        null,
        7,
        "r" + id);
  }

  private static Change change(Aspect aspect, long id, Object value) {
    try {
      return new Change(new ChangeKey(aspect, id), Json.mapper().writeValueAsBytes(value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
