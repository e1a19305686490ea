package io.stackstate.health.function;

import io.stackstate.functions.runtime.StateConstants.PropagatedState;
import io.stackstate.functions.runtime.ViewSummary;
import io.stackstate.health.view.ViewContent;
import io.stackstate.model.ElementId;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Relation;
import io.stackstate.topology.TopologySnapshot;
import java.util.ArrayList;
import java.util.List;

/** What a script sees of a view. */
record SummaryOf(ViewContent content) implements ViewSummary.Source {
  @Override
  public long count(HealthState health) {
    return content.count(health);
  }

  @Override
  public long countPropagated(HealthState health) {
    return content.countPropagated(health);
  }

  @Override
  public List<ViewSummary.State> states() {
    List<ViewSummary.State> states = new ArrayList<>();
    TopologySnapshot topology = content.topology();
    content.components().forEach((int c) -> states.add(state(topology.component(c))));
    content.relations().forEach((int r) -> states.add(state(topology.relation(r))));
    return states;
  }

  private ViewSummary.State state(Component component) {
    return new ViewSummary.State(
        component.id(),
        stateId(component.id()),
        component.name(),
        component.layer(),
        component.domain(),
        component.environments(),
        component.labels(),
        component.type(),
        content.topology().health(component.id()),
        propagated(component.id()));
  }

  private ViewSummary.State state(Relation relation) {
    return new ViewSummary.State(
        relation.id(),
        stateId(relation.id()),
        relation.name(),
        null,
        null,
        List.of(),
        relation.labels(),
        relation.type(),
        content.topology().health(relation.id()),
        propagated(relation.id()));
  }

  private PropagatedState propagated(long id) {
    return PropagatedState.valueOf(content.topology().propagatedHealth(id).name());
  }

  /** As the API gives the state of an element. */
  private static long stateId(long element) {
    return ElementId.of("StackElementState", Long.toString(element));
  }
}
