package io.stackstate.health.kafka;

import io.stackstate.health.element.ElementHealth;
import io.stackstate.health.function.HealthFunctions;
import io.stackstate.health.function.ScriptedChecks;
import io.stackstate.health.outcome.Moment;
import io.stackstate.health.outcome.Outcome;
import io.stackstate.health.outcome.Step;
import io.stackstate.health.view.ViewHealths;
import io.stackstate.model.check.ElementTelemetry;
import io.stackstate.topology.kafka.SettingsFollower;
import io.stackstate.topology.kafka.SettingsFollower.Changed;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells those who execute settings what has changed in them. For the worker's thread. */
final class SettingsFeed implements Step {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsFeed.class);
  private static final String VIEW = "QueryView";

  private final SettingsFollower follower;
  private final HealthFunctions functions;
  private final ViewHealths views;
  private final ElementHealth elements;
  private final CheckStep checks;

  SettingsFeed(
      Map<String, Object> kafka,
      HealthFunctions functions,
      ViewHealths views,
      ElementHealth elements,
      CheckStep checks) {
    Set<String> types = new HashSet<>(HealthFunctions.TYPES);
    types.add(VIEW);
    types.add(ScriptedChecks.TYPE);
    types.add(ElementTelemetry.NODE_TYPE);
    this.follower = new SettingsFollower(kafka, types);
    this.functions = functions;
    this.views = views;
    this.elements = elements;
    this.checks = checks;
  }

  /** All that is there now. */
  @Override
  public void load(BooleanSupplier stopping, long now) {
    apply(follower.load(stopping));
  }

  /** Nothing of it is worked on by itself: those who execute the settings do what follows. */
  @Override
  public int take() {
    apply(follower.poll());
    return 0;
  }

  @Override
  public void next(Moment moment, Outcome outcome) {
    // Whoever was told of a change comes after this step.
  }

  private void apply(List<Changed> nodes) {
    for (Changed changed : nodes) {
      if (changed.type().equals(VIEW)) {
        view(changed);
      } else if (changed.type().equals(ScriptedChecks.TYPE)) {
        checks.functionChanged(changed.id(), changed.node());
      } else if (changed.type().equals(ElementTelemetry.NODE_TYPE)) {
        checks.telemetryChanged(changed.id(), changed.node());
      } else {
        functions.put(changed.type(), changed.id(), changed.node());
      }
    }
    Set<Long> ids = functions.takeChanged();
    if (!ids.isEmpty()) {
      elements.functionsChanged(ids);
      views.functionsChanged(ids);
    }
  }

  private void view(Changed changed) {
    try {
      views.put(changed.id(), changed.node());
    } catch (IllegalArgumentException e) {
      LOG.warn("view {} is passed over: {}", changed.id(), e.getMessage());
    }
  }

  @Override
  public void close() {
    follower.close();
  }
}
