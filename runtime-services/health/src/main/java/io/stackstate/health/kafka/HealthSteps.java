package io.stackstate.health.kafka;

import io.stackstate.health.element.ElementHealth;
import io.stackstate.health.function.HealthFunctions;
import io.stackstate.health.outcome.Step;
import io.stackstate.health.problem.Problems;
import io.stackstate.health.stream.HealthStreams;
import io.stackstate.health.view.ViewHealths;
import io.stackstate.stql.QueryEngine;
import java.util.List;
import java.util.Map;

/**
 * Those who take part in the rounds of one session, in their order: settings, what brings check
 * states, and then what is made of them.
 *
 * @param elements one of the steps, for figures about it
 * @param views another one
 */
record HealthSteps(List<Step> all, ElementHealth elements, ViewHealths views) {

  /** Opens nothing yet. */
  static HealthSteps of(
      HealthConfig config,
      Map<String, Object> kafka,
      HealthFunctions functions,
      HealthMetrics metrics) {
    KafkaClients clients = new KafkaClients(kafka, config);
    ElementHealth elements = new ElementHealth(functions, config.ownHealth());
    ViewHealths views = views(config.views(), functions);
    CheckStep checks =
        new CheckStep(clients, config.checks(), elements, functions.checks(), metrics);
    List<Step> all =
        List.of(
            new SettingsFeed(kafka, functions, views, elements, checks),
            new Intake(clients, config, new HealthStreams(elements::changed), metrics),
            checks,
            elements,
            new Problems(config.problemSettleTime().toMillis()),
            new StoredViews(clients, views),
            views);
    return new HealthSteps(all, elements, views);
  }

  private static ViewHealths views(HealthConfig.Views config, HealthFunctions functions) {
    return new ViewHealths(
        functions,
        new QueryEngine(config.limits()),
        config.interval(),
        config.roundTime(),
        System::nanoTime);
  }
}
