package io.stackstate.topology;

import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Problem;
import io.stackstate.model.change.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Random commits over few ids and values, so that everything meets everything. */
public final class RandomChanges {
  private final Random random;
  private final int ids;

  /**
   * @param ids how many ids there are of each kind
   */
  public RandomChanges(long seed, int ids) {
    this.random = new Random(seed);
    this.ids = ids;
  }

  public List<Change> commit(int maxSize) {
    List<Change> changes = new ArrayList<>();
    int size = 1 + random.nextInt(maxSize);
    for (int i = 0; i < size; i++) {
      changes.add(change());
    }
    return changes;
  }

  private Change change() {
    return switch (random.nextInt(11)) {
      case 0, 1, 2 -> Changes.put(component(componentId()));
      case 3 -> Changes.delete(Aspect.COMPONENT, componentId());
      case 4, 5, 6 ->
          Changes.put(
              Changes.relation(
                  relationId(), componentId(), componentId(), any(DependencyDirection.values())));
      case 7 -> Changes.delete(Aspect.RELATION, relationId());
      case 8 ->
          Changes.health(
              random.nextBoolean() ? componentId() : relationId(),
              any(HealthState.values()),
              any(HealthState.values()));
      case 9 ->
          random.nextBoolean()
              ? Changes.put(problem(problemId()))
              : Changes.delete(Aspect.PROBLEM, problemId());
      default -> Changes.delete(Aspect.HEALTH, random.nextBoolean() ? componentId() : relationId());
    };
  }

  private Component component(long id) {
    return new Component(
        id,
        random.nextInt(4) == 0 ? "same" : "name-" + id,
        "type-" + random.nextInt(3),
        random.nextInt(5) == 0 ? null : "layer-" + random.nextInt(3),
        "domän-" + random.nextInt(2),
        texts("env-", 3, 2),
        texts("label:\uD83D\uDE00", 20, 4),
        texts("urn:\"x\\:", 60, 3),
        null,
        null,
        random.nextBoolean() ? "{\"k\":" + random.nextInt() + "}" : null,
        List.of(new Source(1, "e" + id, null)));
  }

  private List<String> texts(String prefix, int values, int max) {
    return IntStream.range(0, random.nextInt(max + 1))
        .mapToObj(i -> prefix + random.nextInt(values))
        .distinct()
        .toList();
  }

  private Problem problem(long id) {
    Problem.Cause root =
        new Problem.Cause(componentId(), any(HealthState.values()), 5, texts("check-", 3, 2));
    Problem.Cause other = new Problem.Cause(relationId(), any(HealthState.values()), 6, List.of());
    return new Problem(id, root, List.of(other), 7, 8, 5, 6);
  }

  private long problemId() {
    return 2_000_000 + random.nextInt(ids);
  }

  private long componentId() {
    return 1 + random.nextInt(ids);
  }

  private long relationId() {
    return 1_000_000 + random.nextInt(ids);
  }

  private <T> T any(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
