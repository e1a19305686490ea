package io.stackstate.automation.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.stackstate.automation.handler.Surroundings.ViewState;
import io.stackstate.automation.output.CloseReason;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.notification.Member;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was unhealthy before the handler was there. */
class ExistingTest {
  private static final String HEALTH =
      "{'scope':{'componentTypes':['db']}," + Scene.HEALTH.substring(1);
  private final Scene scene = new Scene();

  @Test
  void aNewHandlerTellsOfWhatIsUnhealthyWithWhatFails() throws Exception {
    scene.world.failing.put(2L, List.of(Events.failing(70, "queue", "CRITICAL")));
    scene.world.health(3, HealthState.CLEAR);
    scene.handler(HEALTH + "}");
    scene.notifier.existing(scene.world, scene.now);
    scene.after(0);
    assertThat(scene.said).extracting(m -> m.group().key()).containsExactly("element:2");
    Member member = scene.last().group().members().get(0);
    assertThat(member.title()).isEqualTo("queue");
    assertThat(member.reason()).isEqualTo("why");

    scene.happens(Events.health(2, "CLEAR", "CRITICAL", "queue"));
    scene.happens(Events.health(2, "CRITICAL", "CLEAR"));
    assertThat(scene.transitions())
        .as("the event says nothing new")
        .containsExactly("OPEN", "CLOSE");
  }

  @Test
  void problemsAreToldToo() throws Exception {
    scene.world.problem(5, 1, 2);
    scene.handler("{'triggers':[{'problem':{}}]," + Scene.OUT + "}");
    scene.notifier.existing(scene.world, scene.now);
    scene.after(0);
    assertThat(scene.said).extracting(m -> m.group().key()).containsExactly("problem:5");
  }

  @Test
  void relationsAreToldWhenTheHandlerAsksForThem() throws Exception {
    scene.world.relation(8);
    scene.handler(HEALTH + "}");
    scene.notifier.existing(scene.world, scene.now);
    scene.after(0);
    assertThat(scene.said).extracting(m -> m.group().key()).doesNotContain("element:8");

    scene.said.clear();
    scene.handler("{'triggers':[{'elementHealth':{'include':['Relations']}}]," + Scene.OUT + "}");
    scene.notifier.existing(scene.world, scene.now);
    scene.after(0);
    assertThat(scene.said).extracting(m -> m.group().key()).containsExactly("element:8");
  }

  @Test
  void propagatedHealthIsToldAndEndsWithIt() throws Exception {
    scene.world.health(1, HealthState.CLEAR);
    scene.world.propagated.put(1L, HealthState.CRITICAL);
    scene.world.propagated.put(2L, HealthState.CLEAR);
    scene.handler("{'triggers':[{'propagatedHealth':{}}]," + Scene.OUT + "}");
    scene.notifier.existing(scene.world, scene.now);
    scene.after(0);
    assertThat(scene.said)
        .extracting(m -> m.group().members().get(0).subject(), m -> m.group().toldState())
        .containsExactly(tuple("propagated:1", HealthState.CRITICAL));

    scene.notifier.reconsider(scene.world, scene.now);
    scene.after(0);
    assertThat(scene.transitions()).as("its own health does not matter").containsExactly("OPEN");
    scene.world.propagated.put(1L, HealthState.CLEAR);
    scene.notifier.reconsider(scene.world, scene.now);
    scene.after(0);
    assertThat(scene.last().closeReason()).isEqualTo(CloseReason.HEALTH_STATE_RESOLVED);
  }

  @Test
  void viewsAreToldAndEndWithTheirHealth() throws Exception {
    scene.world.viewStates.add(new ViewState(4, "view 4", HealthState.CRITICAL));
    scene.world.viewStates.add(new ViewState(5, "view 5", HealthState.DEVIATING));
    scene.world.viewStates.add(new ViewState(6, "view 6", HealthState.CLEAR));
    scene.handler("{'triggers':[{'viewHealth':{'view':'urn:view:4'}}]," + Scene.OUT + "}");
    scene.notifier.existing(scene.world, scene.now);
    scene.after(0);
    assertThat(scene.said).extracting(m -> m.group().key()).containsExactly("view:4");
    assertThat(scene.last().group().members().get(0).title()).isEqualTo("view 4");

    scene.world.viewStates.set(0, new ViewState(4, "view 4", HealthState.CLEAR));
    scene.notifier.reconsider(scene.world, scene.now);
    scene.after(0);
    assertThat(scene.last().closeReason()).isEqualTo(CloseReason.HEALTH_STATE_RESOLVED);

    scene.said.clear();
    scene.handler("{'triggers':[{'viewHealth':{}},{'problem':{}}]," + Scene.OUT + "}");
    scene.notifier.existing(scene.world, scene.now);
    scene.after(0);
    assertThat(scene.said).extracting(m -> m.group().key()).containsExactly("view:5");
    scene.happens(Events.view(5, "CLEAR", "DEVIATING"));
    assertThat(scene.transitions()).as("the event says nothing new").containsExactly("OPEN");
  }

  @Test
  void ofElementsAloneNoViewIsTold() throws Exception {
    scene.world.viewStates.add(new ViewState(4, "view 4", HealthState.CRITICAL));
    scene.handler("{'triggers':[{'elementHealth':{}}]," + Scene.OUT + "}");
    scene.notifier.existing(scene.world, scene.now);
    scene.after(0);
    assertThat(scene.said).extracting(m -> m.group().key()).doesNotContain("view:4").hasSize(3);
  }

  @Test
  void aViewThatHasNoHealthAnyMoreEnds() throws Exception {
    scene.handler("{'triggers':[{'viewHealth':{}}]," + Scene.OUT + "}");
    scene.happens(Events.view(4, "CLEAR", "CRITICAL"), Events.view(5, "CLEAR", "CRITICAL"));
    scene.world.viewStates.add(new ViewState(5, "view 5", HealthState.UNKNOWN));
    for (long view = 4; view <= 6; view++) {
      scene.notifier.viewGone(view, scene.world, scene.now);
    }
    scene.after(0);
    assertThat(scene.said.subList(2, 4))
        .extracting(m -> m.group().key(), Message::closeReason)
        .containsExactlyInAnyOrder(
            tuple("view:4", CloseReason.COMPONENT_REMOVED),
            tuple("view:5", CloseReason.COMPONENT_CHANGED));
  }

  @Test
  void aHandlerThatAsksForAnotherViewClosesTheOneBefore() throws Exception {
    String before = "{'triggers':[{'viewHealth':{'view':'urn:view:4'}}]," + Scene.OUT + "}";
    scene.world.viewStates.add(new ViewState(4, "view 4", HealthState.CRITICAL));
    scene.handler(before);
    scene.happens(Events.view(4, "CLEAR", "CRITICAL"));
    scene.notifier.replace(
        Events.handler(9, before.replace("'triggers'", "'for':'1s','triggers'")),
        scene.world,
        scene.now);
    scene.after(0);
    assertThat(scene.transitions()).containsExactly("OPEN");
    scene.notifier.replace(
        Events.handler(9, before.replace("view:4", "view:5")), scene.world, scene.now);
    scene.after(0);
    assertThat(scene.last().closeReason()).isEqualTo(CloseReason.CONFIG_CHANGED);
  }

  @Test
  void aRestartTellsOfWhatCameIntoTheScopeMeanwhileAndOfNothingElse() throws Exception {
    scene.handler(HEALTH + "}");
    scene.notifier.existing(scene.world, scene.now);
    scene.after(0);
    assertThat(scene.said).hasSize(2);
    scene.notifier.resumed(scene.world, scene.now);
    scene.after(0);
    assertThat(scene.said).hasSize(2);

    scene.world.component(1, "db");
    scene.notifier.resumed(scene.world, scene.now);
    scene.after(0);
    assertThat(scene.said).hasSize(3);
    assertThat(scene.last().group().key()).isEqualTo("element:1");
  }

  @Test
  void whatLeftTheScopeBeforeARestartEndsWithItsOwnReason() throws Exception {
    assertThat(reasonsAfterRestart(true))
        .containsExactlyInAnyOrder(CloseReason.COMPONENT_CHANGED, CloseReason.COMPONENT_REMOVED);
    assertThat(reasonsAfterRestart(false))
        .as("the handler has changed meanwhile, too")
        .containsExactlyInAnyOrder(CloseReason.CONFIG_CHANGED, CloseReason.COMPONENT_REMOVED);
  }

  private List<CloseReason> reasonsAfterRestart(boolean same) throws Exception {
    scene.world.component(2, "db").component(3, "db");
    scene.handler(HEALTH + "}");
    scene.happens(Events.health(2, "CLEAR", "CRITICAL"), Events.health(3, "CLEAR", "CRITICAL"));
    scene.said.clear();
    scene.world.component(2, "cache");
    scene.world.elements.remove(3L);
    scene.notifier.restarted(same, scene.world, scene.now);
    scene.after(0);
    return scene.said.stream().map(Message::closeReason).toList();
  }

  @Test
  void whatLeavesTheScopeJustBeforeAnEditOfTheHandlerDidNotLeaveByIt() throws Exception {
    scene.handler(HEALTH + "}");
    scene.happens(Events.health(2, "CLEAR", "CRITICAL"), Events.health(3, "CLEAR", "CRITICAL"));
    scene.world.component(2, "cache");
    scene.notifier.replace(
        Events.handler(9, HEALTH.replace("'db'", "'store'") + "}"), scene.world, scene.now);
    scene.after(0);
    assertThat(scene.said.subList(2, 4))
        .extracting(m -> m.group().key(), Message::closeReason)
        .containsExactlyInAnyOrder(
            tuple("element:2", CloseReason.COMPONENT_CHANGED),
            tuple("element:3", CloseReason.CONFIG_CHANGED));
  }

  @Test
  void aRestartTellsNothingOfWhatWasIgnoredOrDropped() throws Exception {
    for (String rule :
        List.of("'existing':'Ignore'", "'rateLimit':{'perMinute':1,'overflow':'Drop'}")) {
      scene.handler("{" + rule + "," + HEALTH.substring(1) + "}");
      scene.notifier.resumed(scene.world, scene.now);
      scene.after(0);
      assertThat(scene.said).as(rule).isEmpty();
    }
  }

  @Test
  void aHandlerMayIgnoreIt() throws Exception {
    scene.handler("{'existing':'Ignore'," + HEALTH.substring(1) + "}");
    scene.notifier.existing(scene.world, scene.now);
    scene.notifier.replace(
        Events.handler(9, "{'existing':'Ignore'," + Scene.HEALTH.substring(1) + "}"),
        scene.world,
        scene.now);
    scene.after(0);
    assertThat(scene.said).isEmpty();
  }

  @Test
  void oneThatIsOffTellsWhenItIsOnAgainOrItsTimeHasPassed() throws Exception {
    scene.handler("{'enabled':false," + HEALTH.substring(1) + "}");
    scene.notifier.existing(scene.world, scene.now);
    scene.after(0);
    assertThat(scene.said).isEmpty();
    scene.notifier.replace(Events.handler(9, HEALTH + "}"), scene.world, scene.now);
    scene.after(0);
    assertThat(scene.said).hasSize(2);

    scene.said.clear();
    scene.handler("{'suppressUntil':'1970-01-01T00:20:00Z'," + HEALTH.substring(1) + "}");
    scene.notifier.existing(scene.world, scene.now);
    scene.after(0);
    assertThat(scene.said).isEmpty();
    scene.after(200_000);
    assertThat(scene.said).hasSize(2);
  }

  @Test
  void whatNoEventHasToldOfEndsWhenTheTopologySaysSo() throws Exception {
    scene.world.problem(5, 3);
    scene.handler(
        "{'triggers':[{'problem':{}},{'elementHealth':{}}],'grouping':{'by':['element'],'wait':'0s'},"
            + Scene.OUT
            + "}");
    scene.notifier.existing(scene.world, scene.now);
    scene.happens(Events.health(1, "CLEAR", "CRITICAL"));
    assertThat(scene.said).hasSize(3);
    for (long id = 1; id <= 3; id++) {
      scene.world.health(id, HealthState.CLEAR);
    }
    scene.world.problems.clear();
    scene.notifier.reconsider(scene.world, scene.now);
    scene.after(0);
    assertThat(scene.said.subList(3, scene.said.size()))
        .as("of the first one an event has told, and will tell")
        .extracting(m -> m.group().key(), Message::closeReason)
        .containsExactlyInAnyOrder(
            tuple("element:2", CloseReason.HEALTH_STATE_RESOLVED),
            tuple("element:3", CloseReason.HEALTH_STATE_RESOLVED));
  }
}
