package io.stackstate.automation.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.event.EventTypes;
import io.stackstate.model.handler.Matcher;
import io.stackstate.model.handler.Matcher.Operator;
import io.stackstate.model.handler.Silence;
import io.stackstate.model.notification.Member;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What is held back, told together or told to whom: test cases 56 and 57. */
class NotifierRulesTest {
  private final Scene scene = new Scene();

  @Test
  void silencesTellLaterWhatStillHolds() throws Exception {
    scene.handler(Scene.HEALTH + "}");
    scene.world.silences.add(
        new Silence(
            "s1",
            null,
            List.of(new Matcher("label", Operator.LIKE, "on.*")),
            scene.now,
            scene.now + 60_000,
            "ann",
            "deploy"));
    scene.happens(Events.health(1, "CLEAR", "CRITICAL"), Events.health(2, "CLEAR", "CRITICAL"));

    assertThat(scene.said).extracting(m -> m.group().key()).containsExactly("element:2");
    assertThat(scene.notifier.suppressed()).containsEntry("silence", 1L);

    scene.after(60_000);
    assertThat(scene.last().group().key()).isEqualTo("element:1");
  }

  @Test
  void aHandlerBringsSilencesOfItsOwn() throws Exception {
    scene.handler(
        "{'silences':[{'matchers':[{'field':'type','value':'db'}],'endsAt':'1970-01-01T00:20:00Z',"
            + "'owner':'ann','reason':'deploy'}],"
            + Scene.HEALTH.substring(1)
            + "}");
    scene.happens(Events.health(1, "CLEAR", "CRITICAL"), Events.health(2, "CLEAR", "CRITICAL"));
    assertThat(scene.said).extracting(m -> m.group().key()).containsExactly("element:1");
    scene.after(200_000);
    assertThat(scene.last().group().key()).isEqualTo("element:2");
  }

  @Test
  void timesAndSuppressUntilHoldBackToo() throws Exception {
    String office =
        "'timing':{'intervals':[{'name':'office','times':[{'start':'09:00','end':'17:00'}],"
            + "'weekdays':['MONDAY'],'location':'Europe/Amsterdam'}],'activeIntervals':['office']},";
    scene.handler("{" + office + Scene.HEALTH.substring(1) + "}");
    scene.now = java.time.Instant.parse("2026-11-23T07:59:00Z").toEpochMilli();
    scene.happens(Events.health(1, "CLEAR", "CRITICAL"));
    assertThat(scene.notifier.suppressed()).containsEntry("time", 1L);
    scene.after(60_000);
    assertThat(scene.transitions()).containsExactly("OPEN");

    scene.handler(
        "{'enabled':false,'suppressUntil':'2026-11-23T09:00:00Z',"
            + Scene.HEALTH.substring(1)
            + "}");
    scene.happens(Events.health(2, "CLEAR", "CRITICAL"));
    assertThat(scene.notifier.suppressed()).containsEntry("suppressUntil", 1L);
    scene.after(3_600_000);
    assertThat(scene.last().group().key()).isEqualTo("element:2");
  }

  @Test
  void twoHundredBehindOneRootAreOneNotificationThatNamesTheRoot() throws Exception {
    scene.handler(
        "{'triggers':[{'problem':{}},{'elementHealth':{}}],'grouping':{'wait':'30s'},"
            + Scene.OUT
            + "}");
    long[] dependents = LongStream.rangeClosed(100, 299).toArray();
    for (long id : dependents) {
      scene.world.component(id, "service");
      scene.happens(Events.health(id, "CLEAR", "CRITICAL"));
      scene.after(100);
    }
    scene.world.problem(5, 1, dependents);
    scene.happens(
        Events.health(1, "CLEAR", "CRITICAL"),
        Events.problem(
            EventTypes.PROBLEM_CREATED, 5, 1, LongStream.of(dependents).boxed().toList()));
    scene.after(30_000);

    assertThat(scene.transitions()).containsExactly("OPEN");
    assertThat(scene.last().group().key()).isEqualTo("problem:5");
    assertThat(scene.last().group().members()).hasSize(202);
  }

  @Test
  void dependentsOfARootCauseAreMutedUntilTheyStandAlone() throws Exception {
    scene.handler("{'inhibit':{'dependentsOfRootCause':true}," + Scene.HEALTH.substring(1) + "}");
    scene.world.problem(5, 1, 2, 3);
    scene.happens(
        Events.health(1, "CLEAR", "CRITICAL"),
        Events.health(2, "CLEAR", "CRITICAL"),
        Events.health(3, "CLEAR", "CRITICAL"));
    scene.after(2_000);
    assertThat(scene.said).extracting(m -> m.group().key()).containsExactly("problem:5");
    assertThat(scene.last().group().members()).extracting(Member::element).containsExactly(1L);
    assertThat(scene.notifier.suppressed()).containsEntry("inhibit", 2L);

    scene.world.problems.clear();
    scene.world.problem(6, 2, 3);
    scene.happens(Events.health(1, "CRITICAL", "CLEAR"));
    scene.after(100);
    scene.after(100);
    assertThat(scene.said).extracting(m -> m.group().key()).contains("problem:6");
    assertThat(scene.said).extracting(m -> m.transition().name()).contains("CLOSE");
    assertThat(scene.said).extracting(m -> m.group().key()).doesNotContain("element:3");
  }

  /** Test case 56. */
  @Test
  void whenOnlyTheRootOfTwoHundredHealsTheRestIsAnnounced() throws Exception {
    scene.handler(
        "{'triggers':[{'elementHealth':{}}],'grouping':{'wait':'30s','interval':'0s'},"
            + "'inhibit':{'dependentsOfRootCause':true},"
            + Scene.OUT
            + "}");
    long[] dependents = LongStream.rangeClosed(100, 299).toArray();
    scene.world.problem(5, 1, dependents);
    for (long id : dependents) {
      scene.world.component(id, "service");
      scene.happens(Events.health(id, "CLEAR", "CRITICAL"));
      scene.after(100);
    }
    scene.happens(Events.health(1, "CLEAR", "CRITICAL"));
    scene.after(30_000);
    assertThat(scene.transitions()).containsExactly("OPEN");
    assertThat(scene.last().group().members()).extracting(Member::element).containsExactly(1L);
    assertThat(scene.notifier.suppressed()).containsEntry("inhibit", 200L);

    scene.world.problems.clear();
    scene.world.problem(6, 100, LongStream.rangeClosed(101, 299).toArray());
    scene.happens(Events.health(1, "CRITICAL", "CLEAR"));
    scene.after(1_000);
    scene.after(1_000);
    assertThat(scene.transitions()).containsExactlyInAnyOrder("OPEN", "CLOSE", "OPEN");
    assertThat(scene.last().group().members()).extracting(Member::element).containsExactly(100L);

    scene.world.problems.clear();
    scene.after(1_000);
    assertThat(scene.said).as("each stands alone").hasSize(3 + 199);
  }

  @Test
  void aGroupWaitsForItsIntervalUnlessItGetsWorse() throws Exception {
    scene.handler(
        "{'grouping':{'by':['handler'],'wait':'0s','interval':'5m','repeat':'4h'},"
            + Scene.HEALTH.substring(1)
            + "}");
    scene.happens(Events.health(1, "CLEAR", "DEVIATING"));
    scene.happens(Events.health(2, "CLEAR", "DEVIATING"));
    assertThat(scene.transitions()).containsExactly("OPEN");

    scene.happens(Events.health(3, "CLEAR", "CRITICAL"));
    assertThat(scene.transitions()).containsExactly("OPEN", "UPDATE");

    scene.happens(Events.health(3, "CRITICAL", "CLEAR"));
    assertThat(scene.said).hasSize(2);
    scene.after(300_000);
    assertThat(scene.said).hasSize(3);
  }

  @Test
  void anUnchangedGroupRepeatsUntilItIsAcknowledged() throws Exception {
    scene.handler("{'grouping':{'wait':'0s','repeat':'4h'}," + Scene.HEALTH.substring(1) + "}");
    scene.happens(Events.health(1, "CLEAR", "CRITICAL"));
    scene.after(4 * 3_600_000);
    assertThat(scene.transitions()).containsExactly("OPEN", "UPDATE");

    assertThat(scene.notifier.acknowledge(scene.last().group().notificationId(), "ann")).isTrue();
    assertThat(scene.notifier.acknowledge("other", "ann")).isFalse();
    scene.after(8 * 3_600_000);
    assertThat(scene.said).hasSize(2);
  }

  @Test
  void anOutputThatWaitsIsToldWhenNobodyAcknowledges() throws Exception {
    String chain =
        "'outputs':[{'name':'chat','webhook':{}},{'name':'boss','after':'15m','webhook':{}}]";
    scene.handler("{'triggers':[{'elementHealth':{}}]," + chain + "}");
    scene.happens(Events.health(1, "CLEAR", "CRITICAL"));
    assertThat(scene.last().outputs()).isEqualTo(Set.of("chat"));
    scene.after(15 * 60_000);
    assertThat(scene.last().outputs()).isEqualTo(Set.of("boss"));
    scene.happens(Events.health(1, "CRITICAL", "CLEAR"));
    assertThat(scene.last().outputs()).isEqualTo(Set.of("chat", "boss"));

    scene.happens(Events.health(2, "CLEAR", "CRITICAL"));
    scene.notifier.acknowledge(scene.last().group().notificationId(), "ann");
    scene.after(15 * 60_000);
    assertThat(scene.last().outputs()).isEqualTo(Set.of("chat"));
  }

  @Test
  void whatIsNewsStaysSoWhenALateOutputIsTold() throws Exception {
    scene.handler(
        "{'triggers':[{'elementHealth':{}}],"
            + "'grouping':{'by':['handler'],'wait':'0s','interval':'5m','repeat':'0s'},'outputs':["
            + "{'name':'hook','webhook':{'url':'http://x'}},"
            + "{'name':'boss','after':'1m','webhook':{'url':'http://y'}}]}");
    scene.happens(Events.health(1, "CLEAR", "CRITICAL"));
    scene.after(50_000);
    scene.happens(Events.health(2, "CLEAR", "CRITICAL"));
    scene.after(10_000);
    assertThat(scene.transitions()).containsExactly("OPEN", "OPEN");
    assertThat(scene.last().outputs()).containsExactly("boss");
    scene.after(240_000);
    assertThat(scene.transitions()).containsExactly("OPEN", "OPEN", "UPDATE");
    assertThat(scene.last().outputs()).containsExactlyInAnyOrder("hook", "boss");
  }

  @Test
  void anOutputThatIsAddedIsToldOfWhatIsOpenAsFarAsThatConcernsIt() throws Exception {
    String more =
        "{'triggers':[{'elementHealth':{}}],'outputs':[{'name':'hook','webhook':{'url':'http://x'}},"
            + "{'name':'pager','when':{'minHealth':'CRITICAL'},'webhook':{'url':'http://y'}}]}";
    scene.handler("{'triggers':[{'elementHealth':{}}]," + Scene.OUT + "}");
    scene.happens(Events.health(1, "CLEAR", "CRITICAL"), Events.health(2, "CLEAR", "DEVIATING"));
    scene.said.clear();
    scene.notifier.replace(Events.handler(9, more), scene.world, scene.now);
    scene.after(0);
    assertThat(scene.transitions()).containsExactly("OPEN");
    assertThat(scene.last().outputs()).containsExactly("pager");
    assertThat(scene.last().group().key()).isEqualTo("element:1");

    scene.after(60_000);
    assertThat(scene.said).as("once").hasSize(1);
    scene.happens(Events.health(1, "CRITICAL", "CLEAR"));
    assertThat(scene.last().outputs()).containsExactlyInAnyOrder("hook", "pager");
  }

  @Test
  void anOutputThatIsAddedDuringASilenceIsToldAfterIt() throws Exception {
    scene.handler(Scene.HEALTH + "}");
    scene.happens(Events.health(1, "CLEAR", "CRITICAL"));
    scene.notifier.replace(
        Events.handler(
            9,
            "{'suppressUntil':'1970-01-01T00:20:00Z',"
                + Scene.HEALTH.substring(1).replace("'hook'", "'other'")
                + "}"),
        scene.world,
        scene.now);
    scene.after(0);
    assertThat(scene.transitions()).containsExactly("OPEN", "CLOSE");
    scene.after(200_000);
    assertThat(scene.transitions()).containsExactly("OPEN", "CLOSE", "OPEN");
    assertThat(scene.last().outputs()).containsExactly("other");
  }

  @Test
  void anOutputIsToldFromItsSeverityOn() throws Exception {
    String outputs =
        "'outputs':[{'name':'chat','webhook':{}},{'name':'pager','when':{'minHealth':'CRITICAL'},'webhook':{}}]";
    scene.handler("{'triggers':[{'elementHealth':{}}]," + outputs + "}");
    scene.happens(Events.health(1, "CLEAR", "DEVIATING"));
    assertThat(scene.last().outputs()).isEqualTo(Set.of("chat"));

    scene.happens(Events.health(1, "DEVIATING", "CRITICAL"));
    assertThat(scene.said.subList(1, 3))
        .extracting(m -> m.transition() + " " + m.outputs())
        .containsExactly("UPDATE [chat]", "OPEN [pager]");
  }

  @Test
  void anOutputThatDoesNotContinueIsTheLastOne() throws Exception {
    scene.handler(
        "{'triggers':[{'elementHealth':{}}],'outputs':["
            + "{'name':'page','when':{'minHealth':'CRITICAL'},'continue':false,'webhook':{}},"
            + "{'name':'chat','webhook':{}}]}");
    scene.happens(Events.health(1, "CLEAR", "CRITICAL"), Events.health(2, "CLEAR", "DEVIATING"));

    assertThat(scene.said)
        .extracting(Message::outputs)
        .containsExactly(Set.of("page"), Set.of("chat"));
  }

  @Test
  void aboveTheRateOneDigestTellsOfAll() throws Exception {
    scene.now = 60_000_000;
    scene.handler(
        "{'rateLimit':{'perMinute':2,'overflow':'Digest'}," + Scene.HEALTH.substring(1) + "}");
    for (long id = 10; id < 15; id++) {
      scene.world.component(id, "db");
      scene.happens(Events.health(id, "CLEAR", "CRITICAL"));
    }
    assertThat(scene.said).hasSize(2);
    assertThat(scene.notifier.suppressed()).containsEntry("rate", 3L);

    scene.after(60_000);
    assertThat(scene.said).hasSize(3);
    assertThat(scene.last().group().members())
        .extracting(Member::element)
        .containsExactly(12L, 13L, 14L);

    scene.happens(Events.health(12, "CRITICAL", "CLEAR"));
    scene.happens(Events.health(13, "CRITICAL", "CLEAR"), Events.health(14, "CRITICAL", "CLEAR"));
    assertThat(scene.last().transition().name()).isEqualTo("CLOSE");
    assertThat(scene.last().group().key()).startsWith("digest:");
  }

  @Test
  void aboveTheRateWhatIsDroppedIsCounted() throws Exception {
    scene.now = 60_000_000;
    scene.handler(
        "{'rateLimit':{'perMinute':1,'overflow':'Drop'}," + Scene.HEALTH.substring(1) + "}");
    scene.happens(Events.health(1, "CLEAR", "CRITICAL"), Events.health(2, "CLEAR", "CRITICAL"));
    scene.after(120_000);

    assertThat(scene.said).hasSize(1);
    assertThat(scene.notifier.suppressed()).containsEntry("rate", 1L);
  }
}
