package io.stackstate.automation.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.stackstate.automation.handler.Listeners;
import io.stackstate.automation.handler.Occurrence;
import io.stackstate.automation.handler.Surroundings.Monitor;
import io.stackstate.automation.output.CloseReason;
import io.stackstate.model.event.HealthStateChange.FailingCheck;
import io.stackstate.model.notification.GroupState;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One notification for each state of a monitor at a component: health sheet, section 10.3. */
class MonitorStatesTest {
  private static final FailingCheck QUEUE = Events.failing(70, "queue", "CRITICAL");
  private static final FailingCheck DISK = Events.failing(71, "disk", "DEVIATING");
  private static final String BOTH = "'scope':{'monitorTags':['page']}," + Scene.OUT + "}";
  private static final String CRITICAL =
      "{'triggers':[{'elementHealth':{'to':['CRITICAL']}}]," + BOTH;
  private static final String ALL = "{'triggers':[{'elementHealth':{}}]," + BOTH;

  private final Scene scene = new Scene();

  @BeforeEach
  void monitors() {
    monitor(70, "page");
    monitor(71, "page");
    monitor(72, "other");
  }

  private void monitor(long id, String tag) {
    scene.world.monitors.put(id, new Monitor(id, "urn:m:" + id, "m" + id, List.of(tag)));
  }

  @Test
  void twoMonitorsOfAComponentAreTwoNotificationsWithTheirOwnStateAndEnd() throws Exception {
    scene.handler(ALL);
    scene.happens(Events.health(1, "CLEAR", "CRITICAL", List.of(QUEUE)));
    scene.happens(Events.health(1, "CRITICAL", "CRITICAL", List.of(QUEUE, DISK)));
    assertThat(scene.transitions()).containsExactly("OPEN", "OPEN");
    assertThat(scene.said)
        .extracting(m -> m.group().members().get(0).title(), m -> m.group().toldState().name())
        .containsExactly(tuple("queue", "CRITICAL"), tuple("disk", "DEVIATING"));

    scene.happens(Events.health(1, "CRITICAL", "DEVIATING", List.of(DISK)));
    assertThat(scene.last().group().notificationId()).isEqualTo(new UUID(0, 1) + "");
    assertThat(scene.last().closeReason()).isEqualTo(CloseReason.HEALTH_STATE_RESOLVED);
    assertThat(scene.last().group().members().get(0).checks())
        .as("the end names its monitor")
        .containsExactly(QUEUE);
    scene.happens(Events.health(1, "DEVIATING", "CLEAR", List.of()));
    assertThat(scene.transitions()).containsExactly("OPEN", "OPEN", "CLOSE", "CLOSE");
    assertThat(scene.notifier.idle()).isTrue();
    scene.index.remove(9);
    assertThat(scene.index.matches(occurrence(), scene.world)).as("nobody listens").isEmpty();
  }

  private static Occurrence occurrence() {
    return Occurrence.of(Events.health(1, "CLEAR", "CRITICAL", List.of(QUEUE)));
  }

  /** Test case 51. */
  @Test
  void aTitleAndAStateUpdateTheNotificationOfTheirMonitor() throws Exception {
    scene.handler(ALL);
    scene.happens(Events.health(1, "CLEAR", "CRITICAL", List.of(QUEUE)));
    scene.happens(Events.health(1, "CRITICAL", "CRITICAL", List.of(titled("queue of mails"))));
    scene.happens(
        Events.health(
            1, "CRITICAL", "DEVIATING", List.of(Events.failing(70, "queue", "DEVIATING"))));
    scene.happens(Events.health(1, "DEVIATING", "CLEAR", List.of()));
    assertThat(scene.transitions()).containsExactly("OPEN", "UPDATE", "UPDATE", "CLOSE");
    assertThat(scene.said)
        .extracting(m -> m.group().notificationId())
        .containsOnly(new UUID(0, 1) + "");
  }

  private static FailingCheck titled(String title) {
    return Events.failing(70, title, "CRITICAL");
  }

  @Test
  void theStateOfTheMonitorCountsAndNotThatOfTheComponent() throws Exception {
    scene.handler(CRITICAL);
    FailingCheck other = Events.failing(72, "cpu", "CRITICAL");
    scene.happens(Events.health(1, "CLEAR", "CRITICAL", List.of(other, DISK)));
    assertThat(scene.said).isEmpty();

    scene.happens(Events.health(1, "CRITICAL", "CRITICAL", List.of(other, QUEUE, DISK)));
    scene.happens(
        Events.health(
            1,
            "CRITICAL",
            "CRITICAL",
            List.of(other, Events.failing(70, "queue", "DEVIATING"), DISK)));
    assertThat(scene.transitions()).containsExactly("OPEN", "CLOSE");
  }

  @Test
  void statesAreGroupedByMonitorOrByWhatElseIsAsked() throws Exception {
    scene.handler(
        "{'triggers':[{'elementHealth':{}}],'grouping':{'by':['monitor'],'wait':'1s'},"
            + Scene.OUT
            + "}");
    scene.happens(
        Events.health(1, "CLEAR", "CRITICAL", List.of(QUEUE, DISK)),
        Events.health(2, "CLEAR", "CRITICAL", List.of(QUEUE)));
    scene.after(1_000);
    assertThat(scene.said)
        .extracting(m -> m.group().key(), m -> m.group().members().size())
        .containsExactlyInAnyOrder(tuple("monitor:70", 2), tuple("monitor:71", 1));

    scene.said.clear();
    scene.handler(
        "{'triggers':[{'elementHealth':{}}],'grouping':{'by':['monitorState'],'wait':'0s'},"
            + Scene.OUT
            + "}");
    scene.happens(Events.health(3, "CLEAR", "CRITICAL", List.of(QUEUE, DISK)));
    assertThat(scene.said).hasSize(2);
  }

  @Test
  void whatWasStoredGoesOn() throws Exception {
    scene.handler(ALL);
    scene.happens(Events.health(1, "CLEAR", "CRITICAL", List.of(QUEUE, DISK)));
    List<GroupState> stored = scene.said.stream().map(Message::group).toList();

    Listeners listeners = scene.index.listeners();
    scene.notifier = new Notifier(scene.notifier.handler(), UUID::randomUUID, listeners);
    stored.forEach(scene.notifier::restore);
    scene.happens(Events.health(1, "CRITICAL", "DEVIATING", List.of(DISK)));
    assertThat(scene.transitions()).containsExactly("OPEN", "OPEN", "CLOSE");
    assertThat(scene.last().group().notificationId()).isEqualTo(stored.get(0).notificationId());
  }

  @Test
  void aTagOfAMonitorClosesAndOpens() throws Exception {
    scene.handler(ALL);
    FailingCheck other = Events.failing(72, "cpu", "CRITICAL");
    scene.world.failing.put(1L, List.of(other, DISK));
    scene.happens(Events.health(1, "CLEAR", "CRITICAL", List.of(other, DISK)));

    Optional<Monitor> before = Optional.of(scene.world.monitors.get(72L));
    monitor(72, "page");
    scene.notifier.monitorChanged(72, before, scene.world, scene.now);
    scene.after(0);
    assertThat(scene.transitions()).containsExactly("OPEN", "OPEN");
    assertThat(scene.last().group().members().get(0).title()).isEqualTo("cpu");
    scene.notifier.monitorChanged(72, before, scene.world, scene.now);
    scene.after(0);
    assertThat(scene.said).as("told already").hasSize(2);

    monitor(71, "none");
    scene.notifier.reconsider(scene.world, scene.now);
    scene.after(0);
    assertThat(scene.last().closeReason()).isEqualTo(CloseReason.COMPONENT_CHANGED);
    assertThat(scene.last().group().members().get(0).title()).isEqualTo("disk");
  }

  @Test
  void aComponentThatComesIntoTheScopeBringsItsStates() throws Exception {
    scene.handler(
        "{'scope':{'componentTypes':['queue'],'monitors':['70']},"
            + Scene.HEALTH.substring(1)
            + "}");
    World before = new World().component(2, "db");
    scene.world.component(2, "queue");
    scene.world.failing.put(2L, List.of(QUEUE, DISK));
    scene.notifier.moved(scene.world.elements.get(2L), before, scene.world, scene.now);
    scene.after(0);
    assertThat(scene.said)
        .singleElement()
        .satisfies(m -> assertThat(m.group().members().get(0).title()).isEqualTo("queue"));
  }
}
