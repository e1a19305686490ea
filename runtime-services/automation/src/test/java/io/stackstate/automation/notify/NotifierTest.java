package io.stackstate.automation.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.automation.handler.HandlerIndex;
import io.stackstate.automation.handler.Occurrence;
import io.stackstate.automation.output.CloseReason;
import io.stackstate.model.event.EventTypes;
import io.stackstate.model.handler.InvalidHandlerException;
import io.stackstate.model.handler.Matcher;
import io.stackstate.model.handler.Matcher.Operator;
import io.stackstate.model.handler.Silence;
import io.stackstate.model.intake.TopologyEvent;
import io.stackstate.model.notification.GroupState;
import io.stackstate.model.notification.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The rules of the health sheet, section 13.3, and the test cases 51 and 54 to 57. */
class NotifierTest {
  private static final String OUT = "'outputs':[{'name':'hook','webhook':{'url':'http://x'}}]";
  private static final String HEALTH =
      "{'triggers':[{'elementHealth':{'to':['CRITICAL','DEVIATING']}}]," + OUT;

  private final World world =
      new World().component(1, "service", "oncall").component(2, "db").component(3, "db");
  private final List<Message> said = new ArrayList<>();
  private HandlerIndex index = new HandlerIndex();
  private Notifier notifier;
  private long now = 1_000_000;
  private int ids;

  private void handler(String spec) throws InvalidHandlerException {
    index.put(Events.handler(9, spec));
    notifier = new Notifier(index.get(9).orElseThrow(), () -> new UUID(0, ++ids));
  }

  private void happens(TopologyEvent... events) {
    for (TopologyEvent event : events) {
      index
          .matches(Occurrence.of(event))
          .forEach(match -> notifier.signal(match.signal(), world, now));
    }
    after(0);
  }

  private void after(long millis) {
    now += millis;
    notifier.tick(world, now);
    said.addAll(notifier.take().messages());
  }

  private List<String> transitions() {
    return said.stream().map(message -> message.transition().name()).toList();
  }

  private Message last() {
    return said.get(said.size() - 1);
  }

  @Test
  void titleAndStateUpdateOneNotificationAndItsEndClosesIt() throws Exception {
    handler(HEALTH + "}");
    happens(Events.health(1, "CLEAR", "CRITICAL", "queue"));
    happens(Events.health(1, "CRITICAL", "CRITICAL", "disk"));
    happens(Events.health(1, "CRITICAL", "DEVIATING", "disk"));
    happens(Events.health(1, "DEVIATING", "CLEAR"));

    assertThat(transitions()).containsExactly("OPEN", "UPDATE", "UPDATE", "CLOSE");
    assertThat(said).extracting(m -> m.group().notificationId()).containsOnly(new UUID(0, 1) + "");
    assertThat(said).extracting(m -> m.group().sequence()).containsExactly(1, 2, 3, 4);
    assertThat(last().closeReason()).isEqualTo(CloseReason.HEALTH_STATE_RESOLVED);
    assertThat(notifier.idle()).isTrue();
  }

  @Test
  void whatDoesNotChangeIsNotToldAgain() throws Exception {
    handler(HEALTH + "}");
    happens(Events.health(1, "CLEAR", "CRITICAL", "queue"));
    happens(Events.health(1, "CRITICAL", "CRITICAL", "queue"));
    after(10 * 3_600_000);

    assertThat(transitions()).containsExactly("OPEN");
  }

  @Test
  void aRelapseIsANewNotification() throws Exception {
    handler(HEALTH + "}");
    happens(Events.health(1, "CLEAR", "CRITICAL"));
    happens(Events.health(1, "CRITICAL", "CLEAR"));
    happens(Events.health(1, "CLEAR", "CRITICAL"));

    assertThat(last().group().notificationId()).isNotEqualTo(said.get(0).group().notificationId());
  }

  @Test
  void theEndOfTheElementOrOfItsPlaceInTheScopeCloses() throws Exception {
    handler("{'scope':{'componentTags':['oncall']}," + HEALTH.substring(1) + "}");
    happens(Events.health(1, "CLEAR", "CRITICAL"));
    world.component(1, "service");
    notifier.reconsider(world, now);
    after(0);
    assertThat(last().closeReason()).isEqualTo(CloseReason.COMPONENT_CHANGED);

    world.component(1, "service", "oncall");
    happens(Events.health(1, "CLEAR", "CRITICAL"));
    world.elements.remove(1L);
    notifier.reconsider(world, now);
    after(0);
    assertThat(last().closeReason()).isEqualTo(CloseReason.COMPONENT_REMOVED);
  }

  @Test
  void aHandlerThatIsChangedDisabledOrRemovedClosesWhatIsOpen() throws Exception {
    handler(HEALTH + "}");
    happens(Events.health(1, "CLEAR", "CRITICAL"));
    notifier.replace(
        Events.handler(9, "{'triggers':[{'elementHealth':{'to':['DEVIATING']}}]," + OUT + "}"),
        world,
        now);
    after(0);
    assertThat(last().closeReason()).isEqualTo(CloseReason.CONFIG_CHANGED);

    handler(HEALTH + "}");
    happens(Events.health(1, "CLEAR", "CRITICAL"));
    notifier.replace(
        Events.handler(9, "{'enabled':false," + HEALTH.substring(1) + "}"), world, now);
    after(0);
    assertThat(last().closeReason()).isEqualTo(CloseReason.CONFIG_CHANGED);

    handler(HEALTH + "}");
    happens(Events.health(1, "CLEAR", "CRITICAL"));
    notifier.close(CloseReason.CONFIG_REMOVED, now);
    said.addAll(notifier.take().messages());
    assertThat(last().closeReason()).isEqualTo(CloseReason.CONFIG_REMOVED);
  }

  @Test
  void anOutputThatIsRemovedIsToldThatItEnds() throws Exception {
    handler(HEALTH + "}");
    happens(Events.health(1, "CLEAR", "CRITICAL"));
    notifier.replace(Events.handler(9, HEALTH.replace("'hook'", "'other'") + "}"), world, now);
    after(0);

    assertThat(last().closeReason()).isEqualTo(CloseReason.CHANNEL_REMOVED);
    assertThat(last().outputs()).containsExactly("hook");
  }

  @Test
  void aBlipShorterThanForIsNotTold() throws Exception {
    handler("{'for':'60s'," + HEALTH.substring(1) + "}");
    happens(Events.health(1, "CLEAR", "CRITICAL"));
    after(40_000);
    happens(Events.health(1, "CRITICAL", "CLEAR"));
    after(60_000);
    assertThat(said).isEmpty();

    happens(Events.health(1, "CLEAR", "CRITICAL"));
    after(60_000);
    assertThat(transitions()).containsExactly("OPEN");
  }

  @Test
  void keepForLetsAShortRecoveryPass() throws Exception {
    handler("{'keepFor':'5m'," + HEALTH.substring(1) + "}");
    happens(Events.health(1, "CLEAR", "CRITICAL"));
    happens(Events.health(1, "CRITICAL", "CLEAR"));
    after(200_000);
    happens(Events.health(1, "CLEAR", "CRITICAL"));
    after(200_000);
    assertThat(transitions()).containsExactly("OPEN");

    happens(Events.health(1, "CRITICAL", "CLEAR"));
    after(300_000);
    assertThat(transitions()).containsExactly("OPEN", "CLOSE");
  }

  @Test
  void flappingIsToldOnceAndEndsWhenItIsQuiet() throws Exception {
    handler("{'flap':{'changes':4,'window':'10m'}," + HEALTH.substring(1) + "}");
    for (int i = 0; i < 10; i++) {
      happens(Events.health(1, "CLEAR", "CRITICAL"));
      happens(Events.health(1, "CRITICAL", "CLEAR"));
      after(10_000);
    }
    long before = said.size();
    happens(Events.health(1, "CLEAR", "CRITICAL"));
    assertThat(said).filteredOn(Message::flapping).hasSize(1);
    assertThat(said).hasSize((int) before);

    happens(Events.health(1, "CRITICAL", "CLEAR"));
    after(601_000);
    assertThat(last().transition().name()).isEqualTo("CLOSE");
  }

  @Test
  void silencesTellLaterWhatStillHolds() throws Exception {
    handler(HEALTH + "}");
    world.silences.add(
        new Silence(
            "s1",
            null,
            List.of(new Matcher("label", Operator.LIKE, "on.*")),
            now,
            now + 60_000,
            "ann",
            "deploy"));
    happens(Events.health(1, "CLEAR", "CRITICAL"), Events.health(2, "CLEAR", "CRITICAL"));

    assertThat(said).extracting(m -> m.group().key()).containsExactly("element:2");
    assertThat(notifier.suppressed()).containsEntry("silence", 1L);

    after(60_000);
    assertThat(last().group().key()).isEqualTo("element:1");
  }

  @Test
  void timesAndSuppressUntilHoldBackToo() throws Exception {
    String office =
        "'timing':{'intervals':[{'name':'office','times':[{'start':'09:00','end':'17:00'}],"
            + "'weekdays':['MONDAY'],'location':'Europe/Amsterdam'}],'activeIntervals':['office']},";
    handler("{" + office + HEALTH.substring(1) + "}");
    now = java.time.Instant.parse("2026-11-23T07:59:00Z").toEpochMilli();
    happens(Events.health(1, "CLEAR", "CRITICAL"));
    assertThat(notifier.suppressed()).containsEntry("time", 1L);
    after(60_000);
    assertThat(transitions()).containsExactly("OPEN");

    handler("{'enabled':false,'suppressUntil':'2026-11-23T09:00:00Z'," + HEALTH.substring(1) + "}");
    happens(Events.health(2, "CLEAR", "CRITICAL"));
    assertThat(notifier.suppressed()).containsEntry("suppressUntil", 1L);
    after(3_600_000);
    assertThat(last().group().key()).isEqualTo("element:2");
  }

  @Test
  void twoHundredBehindOneRootAreOneNotificationThatNamesTheRoot() throws Exception {
    handler(
        "{'triggers':[{'problem':{}},{'elementHealth':{}}],'grouping':{'wait':'30s'}," + OUT + "}");
    long[] dependents = LongStream.rangeClosed(100, 299).toArray();
    for (long id : dependents) {
      world.component(id, "service");
      happens(Events.health(id, "CLEAR", "CRITICAL"));
      after(100);
    }
    world.problem(5, 1, dependents);
    happens(
        Events.health(1, "CLEAR", "CRITICAL"),
        Events.problem(
            EventTypes.PROBLEM_CREATED, 5, 1, LongStream.of(dependents).boxed().toList()));
    after(30_000);

    assertThat(transitions()).containsExactly("OPEN");
    assertThat(last().group().key()).isEqualTo("problem:5");
    assertThat(last().group().members()).hasSize(202);
  }

  @Test
  void dependentsOfARootCauseAreMutedUntilTheyStandAlone() throws Exception {
    handler("{'inhibit':{'dependentsOfRootCause':true}," + HEALTH.substring(1) + "}");
    world.problem(5, 1, 2, 3);
    happens(
        Events.health(1, "CLEAR", "CRITICAL"),
        Events.health(2, "CLEAR", "CRITICAL"),
        Events.health(3, "CLEAR", "CRITICAL"));
    after(2_000);
    assertThat(said).extracting(m -> m.group().key()).containsExactly("problem:5");
    assertThat(last().group().members()).extracting(Member::element).containsExactly(1L);
    assertThat(notifier.suppressed()).containsEntry("inhibit", 2L);

    world.problems.clear();
    world.problem(6, 2, 3);
    happens(Events.health(1, "CRITICAL", "CLEAR"));
    after(100);
    assertThat(said).extracting(m -> m.group().key()).contains("problem:6");
    assertThat(said).extracting(m -> m.transition().name()).contains("CLOSE");
    assertThat(said).extracting(m -> m.group().key()).doesNotContain("element:3");
  }

  @Test
  void aGroupWaitsForItsIntervalUnlessItGetsWorse() throws Exception {
    handler(
        "{'grouping':{'by':['handler'],'wait':'0s','interval':'5m','repeat':'4h'},"
            + HEALTH.substring(1)
            + "}");
    happens(Events.health(1, "CLEAR", "DEVIATING"));
    happens(Events.health(2, "CLEAR", "DEVIATING"));
    assertThat(transitions()).containsExactly("OPEN");

    happens(Events.health(3, "CLEAR", "CRITICAL"));
    assertThat(transitions()).containsExactly("OPEN", "UPDATE");

    happens(Events.health(3, "CRITICAL", "CLEAR"));
    assertThat(said).hasSize(2);
    after(300_000);
    assertThat(said).hasSize(3);
  }

  @Test
  void anUnchangedGroupRepeatsUntilItIsAcknowledged() throws Exception {
    handler("{'grouping':{'wait':'0s','repeat':'4h'}," + HEALTH.substring(1) + "}");
    happens(Events.health(1, "CLEAR", "CRITICAL"));
    after(4 * 3_600_000);
    assertThat(transitions()).containsExactly("OPEN", "UPDATE");

    assertThat(notifier.acknowledge(last().group().notificationId(), "ann")).isTrue();
    assertThat(notifier.acknowledge("other", "ann")).isFalse();
    after(8 * 3_600_000);
    assertThat(said).hasSize(2);
  }

  @Test
  void anOutputThatWaitsIsToldWhenNobodyAcknowledges() throws Exception {
    String chain =
        "'outputs':[{'name':'chat','webhook':{}},{'name':'boss','after':'15m','webhook':{}}]";
    handler("{'triggers':[{'elementHealth':{}}]," + chain + "}");
    happens(Events.health(1, "CLEAR", "CRITICAL"));
    assertThat(last().outputs()).isEqualTo(Set.of("chat"));
    after(15 * 60_000);
    assertThat(last().outputs()).isEqualTo(Set.of("boss"));
    happens(Events.health(1, "CRITICAL", "CLEAR"));
    assertThat(last().outputs()).isEqualTo(Set.of("chat", "boss"));

    happens(Events.health(2, "CLEAR", "CRITICAL"));
    notifier.acknowledge(last().group().notificationId(), "ann");
    after(15 * 60_000);
    assertThat(last().outputs()).isEqualTo(Set.of("chat"));
  }

  @Test
  void anOutputIsToldFromItsSeverityOn() throws Exception {
    String outputs =
        "'outputs':[{'name':'chat','webhook':{}},{'name':'pager','when':{'minHealth':'CRITICAL'},'webhook':{}}]";
    handler("{'triggers':[{'elementHealth':{}}]," + outputs + "}");
    happens(Events.health(1, "CLEAR", "DEVIATING"));
    assertThat(last().outputs()).isEqualTo(Set.of("chat"));

    happens(Events.health(1, "DEVIATING", "CRITICAL"));
    assertThat(said.subList(1, 3))
        .extracting(m -> m.transition() + " " + m.outputs())
        .containsExactly("UPDATE [chat]", "OPEN [pager]");
  }

  @Test
  void anOutputThatDoesNotContinueIsTheLastOne() throws Exception {
    handler(
        "{'triggers':[{'elementHealth':{}}],'outputs':["
            + "{'name':'page','when':{'minHealth':'CRITICAL'},'continue':false,'webhook':{}},"
            + "{'name':'chat','webhook':{}}]}");
    happens(Events.health(1, "CLEAR", "CRITICAL"), Events.health(2, "CLEAR", "DEVIATING"));

    assertThat(said).extracting(Message::outputs).containsExactly(Set.of("page"), Set.of("chat"));
  }

  @Test
  void aboveTheRateOneDigestTellsOfAll() throws Exception {
    now = 60_000_000;
    handler("{'rateLimit':{'perMinute':2,'overflow':'Digest'}," + HEALTH.substring(1) + "}");
    for (long id = 10; id < 15; id++) {
      world.component(id, "db");
      happens(Events.health(id, "CLEAR", "CRITICAL"));
    }
    assertThat(said).hasSize(2);
    assertThat(notifier.suppressed()).containsEntry("rate", 3L);

    after(60_000);
    assertThat(said).hasSize(3);
    assertThat(last().group().members()).extracting(Member::element).containsExactly(12L, 13L, 14L);

    happens(Events.health(12, "CRITICAL", "CLEAR"));
    happens(Events.health(13, "CRITICAL", "CLEAR"), Events.health(14, "CRITICAL", "CLEAR"));
    assertThat(last().transition().name()).isEqualTo("CLOSE");
    assertThat(last().group().key()).startsWith("digest:");
  }

  @Test
  void aboveTheRateWhatIsDroppedIsCounted() throws Exception {
    now = 60_000_000;
    handler("{'rateLimit':{'perMinute':1,'overflow':'Drop'}," + HEALTH.substring(1) + "}");
    happens(Events.health(1, "CLEAR", "CRITICAL"), Events.health(2, "CLEAR", "CRITICAL"));
    after(120_000);

    assertThat(said).hasSize(1);
    assertThat(notifier.suppressed()).containsEntry("rate", 1L);
  }

  @Test
  void whatHappensOnceIsToldOnceAndHasNoEnd() throws Exception {
    handler(
        "{'triggers':[{'event':{'categories':['Changes'],'types':['VersionChanged']}}],"
            + OUT
            + "}");
    happens(Events.plain("a", "Changes", "Version Changed", 1L));
    happens(Events.plain("b", "Changes", "Version Changed", 1L));
    happens(Events.plain("c", "Others", "Version Changed", 1L));
    after(1_000);

    assertThat(transitions()).containsExactly("OPEN", "OPEN");
    assertThat(notifier.idle()).isTrue();
  }

  @Test
  void problemsOpenChangeTheirRootAndEnd() throws Exception {
    handler("{'triggers':[{'problem':{}}]," + OUT + "}");
    happens(Events.problem(EventTypes.PROBLEM_CREATED, 5, 1, List.of(1L, 2L)));
    happens(Events.problem(EventTypes.PROBLEM_UPDATED, 5, 3, List.of(1L, 2L, 3L)));
    happens(Events.problem(EventTypes.PROBLEM_RESOLVED, 5, 3, List.of(3L)));
    assertThat(transitions()).containsExactly("OPEN", "UPDATE", "CLOSE");
    assertThat(last().closeReason()).isEqualTo(CloseReason.PROBLEM_RESOLVED);

    happens(Events.problem(EventTypes.PROBLEM_CREATED, 6, 1, List.of(1L)));
    happens(Events.problem(EventTypes.PROBLEM_SUBSUMED, 6, 1, List.of(1L)));
    assertThat(last().closeReason()).isEqualTo(CloseReason.PROBLEM_SUBSUMED);
  }

  @Test
  void viewsAndRelationsAreToldWhenAskedFor() throws Exception {
    handler("{'triggers':[{'viewHealth':{'view':'urn:view:4'}}]," + OUT + "}");
    happens(Events.view(3, "CLEAR", "CRITICAL"), Events.view(4, "CLEAR", "CRITICAL"));
    assertThat(said).extracting(m -> m.group().key()).containsExactly("view:4");

    world.relation(50);
    handler(HEALTH + "}");
    happens(Events.health(50, "CLEAR", "CRITICAL"));
    assertThat(said).hasSize(1);
    handler("{'triggers':[{'elementHealth':{'include':['relations']}}]," + OUT + "}");
    happens(Events.health(50, "CLEAR", "CRITICAL"), Events.health(1, "CLEAR", "CRITICAL"));
    assertThat(said).hasSize(2);
  }

  @Test
  void aStateBeforeItMattersOnlyToBegin() throws Exception {
    handler("{'triggers':[{'elementHealth':{'from':['CLEAR'],'to':['CRITICAL']}}]," + OUT + "}");
    happens(Events.health(1, "DEVIATING", "CRITICAL"));
    assertThat(said).isEmpty();
    happens(Events.health(1, "CLEAR", "CRITICAL"));
    assertThat(said).hasSize(1);
  }

  @Test
  void whatWasStoredGoesOn() throws Exception {
    handler("{'keepFor':'1m'," + HEALTH.substring(1) + "}");
    happens(Events.health(1, "CLEAR", "CRITICAL", "queue"));
    notifier.signal(
        index.matches(Occurrence.of(Events.health(1, "CRITICAL", "CLEAR"))).get(0).signal(),
        world,
        now);
    notifier.tick(world, now);
    Optional<GroupState> stored = notifier.take().groups().get("element:1");

    Notifier next = new Notifier(notifier.handler(), UUID::randomUUID);
    next.restore(stored.orElseThrow());
    next.tick(world, now + 59_000);
    assertThat(next.take().messages()).isEmpty();
    next.tick(world, now + 60_000);
    Notifier.Taken taken = next.take();
    assertThat(taken.messages()).extracting(m -> m.transition().name()).containsExactly("CLOSE");
    assertThat(taken.messages().get(0).group().notificationId()).isEqualTo(new UUID(0, 1) + "");
    assertThat(taken.groups()).containsEntry("element:1", Optional.empty());
  }
}
