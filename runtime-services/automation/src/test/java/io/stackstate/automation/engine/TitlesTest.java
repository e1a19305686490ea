package io.stackstate.automation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.automation.handler.Handler;
import io.stackstate.automation.handler.HandlerIndex;
import io.stackstate.automation.handler.Occurrence;
import io.stackstate.automation.notify.Events;
import io.stackstate.automation.notify.Message;
import io.stackstate.automation.notify.Notifier;
import io.stackstate.automation.notify.World;
import io.stackstate.automation.output.CloseReason;
import io.stackstate.automation.output.Links;
import io.stackstate.automation.output.Notification;
import io.stackstate.automation.output.text.Facts;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.event.EventTypes;
import io.stackstate.model.event.HealthStateChange.FailingCheck;
import io.stackstate.model.intake.TopologyEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the first line and the reason of a message say when it begins and when it is over. */
class TitlesTest {
  private static final String OUT = "'outputs':[{'name':'hook','webhook':{'url':'http://x'}}]}";

  private final World world = new World().component(1, "service");
  private final List<Notification> told = new ArrayList<>();
  private Handler handler;
  private Notifier notifier;
  private final HandlerIndex index = new HandlerIndex();

  private void handler(String triggers) throws Exception {
    handler = Events.handler(9, "{'triggers':[" + triggers + "]," + OUT);
    index.put(handler);
    notifier = new Notifier(handler, () -> new UUID(0, 1), index.listeners());
  }

  private void happens(TopologyEvent event) {
    index
        .matches(Occurrence.of(event), world)
        .forEach(match -> notifier.occur(match, world, 1_000_000));
    notifier.tick(world, 2_000_000);
    take();
  }

  private void take() {
    for (Message message : notifier.take().messages()) {
      told.add(new Renderer(new Links(Optional.empty())).of(message, handler, world));
    }
  }

  @Test
  void aProblemNamesTheChecksOfItsRootCauseAndItsEndSaysThatItIsOver() throws Exception {
    handler("{'problem':{}}");
    world.failing.put(1L, List.of(check("Disk space"), check("HTTP errors")));
    happens(Events.problem(EventTypes.PROBLEM_CREATED, 5, 1, List.of(1L)));
    world.health(1, HealthState.CLEAR);
    happens(Events.problem(EventTypes.PROBLEM_RESOLVED, 5, 1, List.of(1L)));

    String name = told.get(0).root().name();
    assertThat(told.get(0).title()).isEqualTo("Problem: " + name + " is CRITICAL");
    assertThat(Facts.reason(told.get(0))).isEqualTo("Disk space, HTTP errors on " + name);
    assertThat(told.get(1).title()).isEqualTo("Resolved: problem of " + name + " was CRITICAL");
    assertThat(Facts.reason(told.get(1))).isEqualTo("The problem is resolved.");
    assertThat(Facts.health(told.get(1))).isEqualTo("CLEAR");
  }

  private static FailingCheck check(String name) {
    return Events.failing(77, name, "CRITICAL");
  }

  @Test
  void theEndOfAHealthSaysWhatItWasAndWhatItIs() throws Exception {
    handler("{'elementHealth':{'to':['CRITICAL']}}");
    happens(Events.health(1, "CLEAR", "CRITICAL"));
    happens(Events.health(1, "CRITICAL", "DEVIATING"));

    assertThat(told.get(1).title())
        .isEqualTo("Resolved: " + told.get(1).root().name() + " was CRITICAL");
    assertThat(Facts.health(told.get(1))).isEqualTo("DEVIATING");
  }

  @Test
  void whatIsNotResolvedIsOnlyClosed() throws Exception {
    handler("{'elementHealth':{'to':['CRITICAL']}}");
    happens(Events.health(1, "CLEAR", "CRITICAL"));
    notifier.close(CloseReason.CONFIG_REMOVED, 3_000_000);
    take();

    assertThat(told.get(1).title())
        .isEqualTo("Closed: " + told.get(1).root().name() + " was CRITICAL");
    assertThat(Facts.reason(told.get(1))).isEqualTo("The event handler was removed or disabled.");
  }
}
