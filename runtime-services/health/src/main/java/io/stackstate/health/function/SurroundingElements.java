package io.stackstate.health.function;

import io.stackstate.functions.runtime.ElementType;
import io.stackstate.functions.runtime.RunState;
import io.stackstate.functions.runtime.StackElement;
import io.stackstate.health.propagation.Surroundings;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Relation;
import io.stackstate.topology.TopologySnapshot;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a script sees of a component and its dependencies: the component itself, its relations, and
 * the components that these lead to. Valid while the script runs.
 */
final class SurroundingElements implements StackElement.Source {
  private final Surroundings around;
  private final TopologySnapshot topology;
  private final TypeNames componentTypes;
  private final TypeNames relationTypes;

  SurroundingElements(Surroundings around, TypeNames componentTypes, TypeNames relationTypes) {
    this.around = around;
    this.topology = around.topology();
    this.componentTypes = componentTypes;
    this.relationTypes = relationTypes;
  }

  /** The component that is decided. */
  StackElement element() {
    return new StackElement(topology.componentId(around.component()), true, this);
  }

  @Override
  public String name(StackElement element) {
    return element.isComponent() ? component(element).name() : relation(element).name();
  }

  @Override
  public ElementType type(StackElement element) {
    return element.isComponent()
        ? componentTypes.named(component(element).type())
        : relationTypes.named(relation(element).type());
  }

  @Override
  public String version(StackElement element) {
    return element.isComponent() ? component(element).version() : null;
  }

  @Override
  public Set<StackElement> dependencies(StackElement element) {
    Set<StackElement> found = new LinkedHashSet<>();
    if (!element.isComponent()) {
      Relation relation = relation(element);
      found.add(new StackElement(relation.target(), true, this));
      if (relation.dependencyDirection() == DependencyDirection.BOTH) {
        found.add(new StackElement(relation.source(), true, this));
      }
    } else if (topology.componentOrdinal(element.getId()) == around.component()) {
      for (int i = 0; i < around.dependencies(); i++) {
        found.add(new StackElement(topology.relationId(around.relation(i)), false, this));
      }
    }
    return found;
  }

  @Override
  public HealthState health(StackElement element) {
    return around.own(element.getId());
  }

  @Override
  public RunState runState(StackElement element) {
    return RunState.byName().getOrDefault(around.runState(element.getId()), RunState.UNKNOWN);
  }

  @Override
  public HealthState propagatedHealth(StackElement element) {
    if (element.isComponent()) {
      return around.propagated(topology.componentOrdinal(element.getId()));
    }
    int relation = topology.relationOrdinal(element.getId());
    for (int i = 0; i < around.dependencies(); i++) {
      if (around.relation(i) == relation) {
        return around.state(i);
      }
    }
    return HealthState.UNKNOWN;
  }

  private Component component(StackElement element) {
    return topology.component(topology.componentOrdinal(element.getId()));
  }

  private Relation relation(StackElement element) {
    return topology.relation(topology.relationOrdinal(element.getId()));
  }
}
