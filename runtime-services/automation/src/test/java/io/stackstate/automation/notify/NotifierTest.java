package io.stackstate.automation.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.automation.handler.Listeners;
import io.stackstate.automation.handler.Occurrence;
import io.stackstate.automation.output.CloseReason;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.event.EventTypes;
import io.stackstate.model.notification.GroupState;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The life of notifications: health sheet, section 13.3, and the test cases 51 and 57. */
class NotifierTest {
  private final Scene scene = new Scene();

  @Test
  void titleAndStateUpdateOneNotificationAndItsEndClosesIt() throws Exception {
    scene.handler(Scene.HEALTH + "}");
    scene.happens(Events.health(1, "CLEAR", "CRITICAL", "queue"));
    scene.happens(Events.health(1, "CRITICAL", "CRITICAL", "disk"));
    scene.happens(Events.health(1, "CRITICAL", "DEVIATING", "disk"));
    scene.happens(Events.health(1, "DEVIATING", "CLEAR"));

    assertThat(scene.transitions()).containsExactly("OPEN", "UPDATE", "UPDATE", "CLOSE");
    assertThat(scene.said)
        .extracting(m -> m.group().notificationId())
        .containsOnly(new UUID(0, 1) + "");
    assertThat(scene.said).extracting(m -> m.group().sequence()).containsExactly(1, 2, 3, 4);
    assertThat(scene.last().closeReason()).isEqualTo(CloseReason.HEALTH_STATE_RESOLVED);
    assertThat(scene.notifier.idle()).isTrue();
  }

  @Test
  void whatDoesNotChangeIsNotToldAgain() throws Exception {
    scene.handler(Scene.HEALTH + "}");
    scene.happens(Events.health(1, "CLEAR", "CRITICAL", "queue"));
    scene.happens(Events.health(1, "CRITICAL", "CRITICAL", "queue"));
    scene.after(10 * 3_600_000);

    assertThat(scene.transitions()).containsExactly("OPEN");
    assertThat(scene.notifier.suppressed()).containsEntry("dedup", 1L);
  }

  @Test
  void whatLeftAGroupBeforeItsEndIsToldAgainWhenItComesBack() throws Exception {
    scene.handler(
        "{'grouping':{'by':['handler'],'wait':'0s','interval':'0s'},"
            + Scene.HEALTH.substring(1)
            + "}");
    scene.happens(Events.health(1, "CLEAR", "CRITICAL"), Events.health(2, "CLEAR", "CRITICAL"));
    scene.happens(Events.health(1, "CRITICAL", "CLEAR"));
    scene.happens(Events.health(2, "CRITICAL", "CLEAR"));
    assertThat(scene.transitions()).containsExactly("OPEN", "UPDATE", "CLOSE");

    scene.happens(Events.health(1, "CLEAR", "CRITICAL"));
    assertThat(scene.transitions()).endsWith("CLOSE", "OPEN");
  }

  @Test
  void aRelapseIsANewNotification() throws Exception {
    scene.handler(Scene.HEALTH + "}");
    scene.happens(Events.health(1, "CLEAR", "CRITICAL"));
    scene.happens(Events.health(1, "CRITICAL", "CLEAR"));
    scene.happens(Events.health(1, "CLEAR", "CRITICAL"));

    assertThat(scene.last().group().notificationId())
        .isNotEqualTo(scene.said.get(0).group().notificationId());
  }

  @Test
  void theEndOfTheElementOrOfItsPlaceInTheScopeCloses() throws Exception {
    scene.handler("{'scope':{'componentTags':['oncall']}," + Scene.HEALTH.substring(1) + "}");
    scene.happens(Events.health(1, "CLEAR", "CRITICAL"));
    scene.world.component(1, "service");
    scene.notifier.reconsider(scene.world, scene.now);
    scene.after(0);
    assertThat(scene.last().closeReason()).isEqualTo(CloseReason.COMPONENT_CHANGED);

    scene.world.component(1, "service", "oncall");
    scene.happens(Events.health(1, "CLEAR", "CRITICAL"));
    scene.world.elements.remove(1L);
    scene.notifier.reconsider(scene.world, scene.now);
    scene.after(0);
    assertThat(scene.last().closeReason()).isEqualTo(CloseReason.COMPONENT_REMOVED);
  }

  @Test
  void anUnhealthyElementThatComesIntoTheScopeByATagIsToldOf() throws Exception {
    scene.handler("{'scope':{'componentTags':['oncall']}," + Scene.HEALTH.substring(1) + "}");
    World before = new World().component(2, "db");
    scene.world.component(2, "db", "oncall");
    scene.notifier.moved(scene.world.elements.get(2L), before, scene.world, scene.now);
    scene.after(0);
    assertThat(scene.said).extracting(m -> m.group().key()).containsExactly("element:2");

    scene.notifier.moved(scene.world.elements.get(2L), before, scene.world, scene.now);
    scene.notifier.moved(scene.world.elements.get(1L), scene.world, scene.world, scene.now);
    scene.world.component(3, "db", "oncall").health(3, HealthState.CLEAR);
    scene.notifier.moved(scene.world.elements.get(3L), before, scene.world, scene.now);
    scene.after(0);
    assertThat(scene.said).as("told already, in the scope before, healthy").hasSize(1);

    scene.happens(Events.health(2, "CRITICAL", "CLEAR"));
    assertThat(scene.transitions()).containsExactly("OPEN", "CLOSE");
  }

  @Test
  void anEditOfTheHandlerTellsOfWhatComesIntoItsScopeAndNotOfWhatWasInIt() throws Exception {
    scene.handler("{'scope':{'componentTypes':['service']}," + Scene.HEALTH.substring(1) + "}");
    scene.notifier.replace(
        Events.handler(
            9, "{'scope':{'componentTypes':['service','db']}," + Scene.HEALTH.substring(1) + "}"),
        scene.world,
        scene.now);
    scene.after(0);
    assertThat(scene.said)
        .extracting(m -> m.group().key())
        .containsExactlyInAnyOrder("element:2", "element:3");
  }

  @Test
  void anEditTellsOfProblemsThatComeIntoItsScopeToo() throws Exception {
    String problems = "'triggers':[{'problem':{}}]," + Scene.OUT + "}";
    scene.world.problem(77, 2, 1);
    scene.handler("{'scope':{'componentTypes':['none']}," + problems);
    scene.notifier.replace(Events.handler(9, "{" + problems), scene.world, scene.now);
    scene.after(0);
    assertThat(scene.said).extracting(m -> m.group().key()).containsExactly("problem:77");
    scene.notifier.replace(
        Events.handler(9, "{'grouping':{'repeat':'4h'}," + problems), scene.world, scene.now);
    scene.after(0);
    assertThat(scene.transitions()).as("it was in the scope before").containsExactly("OPEN");
  }

  @Test
  void aHandlerThatIsChangedDisabledOrRemovedClosesWhatIsOpen() throws Exception {
    scene.handler(Scene.HEALTH + "}");
    scene.happens(Events.health(1, "CLEAR", "CRITICAL"));
    scene.notifier.replace(
        Events.handler(
            9, "{'triggers':[{'elementHealth':{'to':['DEVIATING']}}]," + Scene.OUT + "}"),
        scene.world,
        scene.now);
    scene.after(0);
    assertThat(scene.last().closeReason()).isEqualTo(CloseReason.CONFIG_CHANGED);

    scene.handler(Scene.HEALTH + "}");
    scene.happens(Events.health(1, "CLEAR", "CRITICAL"));
    scene.notifier.replace(
        Events.handler(9, "{'enabled':false," + Scene.HEALTH.substring(1) + "}"),
        scene.world,
        scene.now);
    scene.after(0);
    assertThat(scene.last().closeReason()).isEqualTo(CloseReason.CONFIG_CHANGED);

    scene.handler(Scene.HEALTH + "}");
    scene.happens(Events.health(1, "CLEAR", "CRITICAL"));
    scene.notifier.close(CloseReason.CONFIG_REMOVED, scene.now);
    scene.said.addAll(scene.notifier.take().messages());
    assertThat(scene.last().closeReason()).isEqualTo(CloseReason.CONFIG_REMOVED);
  }

  @Test
  void anOutputThatIsRemovedIsToldThatItEndsAndTheOneInItsPlaceThatItIsOpen() throws Exception {
    scene.handler(Scene.HEALTH + "}");
    scene.happens(Events.health(1, "CLEAR", "CRITICAL"));
    scene.notifier.replace(
        Events.handler(9, Scene.HEALTH.replace("'hook'", "'other'") + "}"), scene.world, scene.now);
    scene.after(0);

    assertThat(scene.transitions()).containsExactly("OPEN", "CLOSE", "OPEN");
    assertThat(scene.said.get(1).closeReason()).isEqualTo(CloseReason.CHANNEL_REMOVED);
    assertThat(scene.said.get(1).outputs()).containsExactly("hook");
    assertThat(scene.last().outputs()).containsExactly("other");
  }

  @Test
  void aBlipShorterThanForIsNotTold() throws Exception {
    scene.handler("{'for':'60s'," + Scene.HEALTH.substring(1) + "}");
    scene.happens(Events.health(1, "CLEAR", "CRITICAL"));
    scene.after(40_000);
    scene.happens(Events.health(1, "CRITICAL", "CLEAR"));
    scene.after(60_000);
    assertThat(scene.said).isEmpty();

    scene.happens(Events.health(1, "CLEAR", "CRITICAL"));
    scene.after(60_000);
    assertThat(scene.transitions()).containsExactly("OPEN");
  }

  @Test
  void keepForLetsAShortRecoveryPass() throws Exception {
    scene.handler("{'keepFor':'5m'," + Scene.HEALTH.substring(1) + "}");
    scene.happens(Events.health(1, "CLEAR", "CRITICAL"));
    scene.happens(Events.health(1, "CRITICAL", "CLEAR"));
    scene.after(200_000);
    scene.happens(Events.health(1, "CLEAR", "CRITICAL"));
    scene.after(200_000);
    assertThat(scene.transitions()).containsExactly("OPEN");

    scene.happens(Events.health(1, "CRITICAL", "CLEAR"));
    scene.after(300_000);
    assertThat(scene.transitions()).containsExactly("OPEN", "CLOSE");
  }

  @Test
  void flappingIsToldOnceAndEndsWhenItIsQuiet() throws Exception {
    scene.handler("{'flap':{'changes':4,'window':'10m'}," + Scene.HEALTH.substring(1) + "}");
    for (int i = 0; i < 10; i++) {
      scene.happens(Events.health(1, "CLEAR", "CRITICAL"));
      scene.happens(Events.health(1, "CRITICAL", "CLEAR"));
      scene.after(10_000);
    }
    long before = scene.said.size();
    scene.happens(Events.health(1, "CLEAR", "CRITICAL"));
    assertThat(scene.said).filteredOn(Message::flapping).hasSize(1);
    assertThat(scene.said).hasSize((int) before);

    scene.happens(Events.health(1, "CRITICAL", "CLEAR"));
    scene.after(601_000);
    assertThat(scene.last().transition().name()).isEqualTo("CLOSE");
  }

  @Test
  void flappingIsRecognisedAfterARestartToo() throws Exception {
    scene.handler("{'flap':{'changes':4,'window':'10m'}," + Scene.HEALTH.substring(1) + "}");
    scene.happens(Events.health(1, "CLEAR", "CRITICAL"));
    scene.notifier.occur(
        scene
            .index
            .matches(Occurrence.of(Events.health(1, "CRITICAL", "CLEAR")), scene.world)
            .get(0),
        scene.world,
        scene.now);
    scene.notifier.tick(scene.world, scene.now);
    Optional<List<Long>> stored = scene.notifier.take().recent().get("element:1");

    scene.notifier = new Notifier(scene.notifier.handler(), UUID::randomUUID, new Listeners());
    scene.notifier.restore("element:1", stored.orElseThrow());
    scene.happens(Events.health(1, "CLEAR", "CRITICAL"));
    scene.happens(Events.health(1, "CRITICAL", "CLEAR"));
    assertThat(scene.said).as("the fourth change is not told as an end").hasSize(2);
    scene.after(601_000);
    assertThat(scene.last().transition().name()).isEqualTo("CLOSE");
    assertThat(scene.notifier.idle()).isFalse();
    scene.after(601_000);
    assertThat(scene.notifier.idle()).as("what is too old is forgotten").isTrue();
  }

  @Test
  void changesOfTheRunStateAreATrigger() throws Exception {
    scene.handler("{'triggers':[{'event':{'types':['RunStateChangedEvent']}}]," + Scene.OUT + "}");
    scene.happens(Events.plain("a", "Activities", EventTypes.RUN_STATE_CHANGED, 1L));
    assertThat(scene.transitions()).containsExactly("OPEN");
  }

  @Test
  void whatHappensOnceIsToldOnceAndHasNoEnd() throws Exception {
    scene.handler(
        "{'triggers':[{'event':{'categories':['Changes'],'types':['VersionChanged']}}],"
            + Scene.OUT
            + "}");
    scene.happens(Events.plain("a", "Changes", "Version Changed", 1L));
    scene.happens(Events.plain("b", "Changes", "Version Changed", 1L));
    scene.happens(Events.plain("c", "Others", "Version Changed", 1L));
    scene.after(1_000);

    assertThat(scene.transitions()).containsExactly("OPEN", "OPEN");
    assertThat(scene.notifier.idle()).isTrue();
  }

  @Test
  void problemsOpenChangeTheirRootAndEnd() throws Exception {
    scene.handler("{'triggers':[{'problem':{}}]," + Scene.OUT + "}");
    scene.happens(Events.problem(EventTypes.PROBLEM_CREATED, 5, 1, List.of(1L, 2L)));
    scene.happens(Events.problem(EventTypes.PROBLEM_UPDATED, 5, 3, List.of(1L, 2L, 3L)));
    scene.happens(Events.problem(EventTypes.PROBLEM_RESOLVED, 5, 3, List.of(3L)));
    assertThat(scene.transitions()).containsExactly("OPEN", "UPDATE", "CLOSE");
    assertThat(scene.last().closeReason()).isEqualTo(CloseReason.PROBLEM_RESOLVED);

    scene.happens(Events.problem(EventTypes.PROBLEM_CREATED, 6, 1, List.of(1L)));
    scene.happens(Events.problem(EventTypes.PROBLEM_SUBSUMED, 6, 1, List.of(1L)));
    assertThat(scene.last().closeReason()).isEqualTo(CloseReason.PROBLEM_SUBSUMED);
  }

  @Test
  void aProblemBelowTheSeverityOrInAnotherStateIsNotTold() throws Exception {
    scene.handler("{'triggers':[{'problem':{'minHealth':'CRITICAL'}}]," + Scene.OUT + "}");
    List<Long> nodes = List.of(1L);
    scene.happens(Events.problem(EventTypes.PROBLEM_CREATED, 5, 1, nodes, HealthState.DEVIATING));
    assertThat(scene.said).isEmpty();
    scene.happens(Events.problem(EventTypes.PROBLEM_UPDATED, 5, 1, nodes));
    assertThat(scene.transitions()).containsExactly("OPEN");

    scene.said.clear();
    scene.handler("{'triggers':[{'problem':{'states':['Created']}}]," + Scene.OUT + "}");
    scene.happens(Events.problem(EventTypes.PROBLEM_UPDATED, 6, 1, nodes));
    assertThat(scene.said).isEmpty();
    scene.happens(Events.problem(EventTypes.PROBLEM_CREATED, 7, 1, nodes));
    scene.happens(Events.problem(EventTypes.PROBLEM_RESOLVED, 7, 1, nodes));
    assertThat(scene.transitions()).as("the end is always told").containsExactly("OPEN", "CLOSE");
  }

  @Test
  void viewsAndRelationsAreToldWhenAskedFor() throws Exception {
    scene.handler("{'triggers':[{'viewHealth':{'view':'urn:view:4'}}]," + Scene.OUT + "}");
    scene.happens(Events.view(3, "CLEAR", "CRITICAL"), Events.view(4, "CLEAR", "CRITICAL"));
    assertThat(scene.said).extracting(m -> m.group().key()).containsExactly("view:4");

    scene.world.relation(50);
    scene.handler(Scene.HEALTH + "}");
    scene.happens(Events.health(50, "CLEAR", "CRITICAL"));
    assertThat(scene.said).hasSize(1);
    scene.handler("{'triggers':[{'elementHealth':{'include':['relations']}}]," + Scene.OUT + "}");
    scene.happens(Events.health(50, "CLEAR", "CRITICAL"), Events.health(1, "CLEAR", "CRITICAL"));
    assertThat(scene.said).hasSize(2);
  }

  @Test
  void thePropagatedHealthIsATriggerOfItsOwn() throws Exception {
    scene.handler("{'triggers':[{'propagatedHealth':{'to':['CRITICAL']}}]," + Scene.OUT + "}");
    scene.happens(Events.health(1, "CLEAR", "CRITICAL"));
    assertThat(scene.said).isEmpty();
    scene.happens(Events.propagated(1, "UNKNOWN", "DEVIATING"));
    assertThat(scene.said).isEmpty();
    scene.happens(Events.propagated(1, "DEVIATING", "CRITICAL"));
    scene.happens(Events.health(1, "CRITICAL", "CLEAR"));
    scene.happens(Events.propagated(1, "CRITICAL", "UNKNOWN"));
    assertThat(scene.transitions()).containsExactly("OPEN", "CLOSE");
    assertThat(scene.last().group().members().get(0).subject()).isEqualTo("propagated:1");
  }

  @Test
  void otherChecksThatFailAreNoNewsToWhoDoesNotAsk() throws Exception {
    scene.handler("{'triggers':[{'elementHealth':{'checks':false}}]," + Scene.OUT + "}");
    scene.happens(Events.health(1, "CRITICAL", "CRITICAL", "queue"));
    assertThat(scene.said).isEmpty();
    scene.happens(Events.health(1, "CLEAR", "CRITICAL", "queue"));
    scene.happens(Events.health(1, "CRITICAL", "CRITICAL", "disk"));
    assertThat(scene.transitions()).containsExactly("OPEN");
    scene.happens(Events.health(1, "CRITICAL", "DEVIATING", "disk"));
    assertThat(scene.transitions()).containsExactly("OPEN", "UPDATE");
  }

  @Test
  void severalTriggersForTheSameAreAlternatives() throws Exception {
    scene.handler(
        "{'triggers':[{'elementHealth':{'to':['CRITICAL']}},{'elementHealth':{'to':['DEVIATING']}}],"
            + Scene.OUT
            + "}");
    scene.happens(Events.health(1, "CLEAR", "DEVIATING"));
    scene.happens(Events.health(1, "DEVIATING", "CRITICAL"));
    scene.happens(Events.health(1, "CRITICAL", "CLEAR"));
    assertThat(scene.transitions()).containsExactly("OPEN", "UPDATE", "CLOSE");
  }

  @Test
  void aStateBeforeItMattersOnlyToBegin() throws Exception {
    scene.handler(
        "{'triggers':[{'elementHealth':{'from':['CLEAR'],'to':['CRITICAL']}}]," + Scene.OUT + "}");
    scene.happens(Events.health(1, "DEVIATING", "CRITICAL"));
    assertThat(scene.said).isEmpty();
    scene.happens(Events.health(1, "CLEAR", "CRITICAL"));
    assertThat(scene.said).hasSize(1);
  }

  @Test
  void whatWasStoredGoesOn() throws Exception {
    scene.handler("{'keepFor':'1m'," + Scene.HEALTH.substring(1) + "}");
    scene.happens(Events.health(1, "CLEAR", "CRITICAL", "queue"));
    scene.notifier.occur(
        scene
            .index
            .matches(Occurrence.of(Events.health(1, "CRITICAL", "CLEAR")), scene.world)
            .get(0),
        scene.world,
        scene.now);
    scene.notifier.tick(scene.world, scene.now);
    Optional<GroupState> stored = scene.notifier.take().groups().get("element:1");

    Notifier next = new Notifier(scene.notifier.handler(), UUID::randomUUID, new Listeners());
    next.restore(stored.orElseThrow());
    next.tick(scene.world, scene.now + 59_000);
    assertThat(next.take().messages()).isEmpty();
    next.tick(scene.world, scene.now + 60_000);
    Notifier.Taken taken = next.take();
    assertThat(taken.messages()).extracting(m -> m.transition().name()).containsExactly("CLOSE");
    assertThat(taken.messages().get(0).group().notificationId()).isEqualTo(new UUID(0, 1) + "");
    assertThat(taken.groups()).containsEntry("element:1", Optional.empty());
  }
}
