package io.stackstate.automation.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.automation.notify.Events;
import io.stackstate.automation.notify.World;
import io.stackstate.model.event.EventTypes;
import io.stackstate.model.notification.Member;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandlerIndexTest {
  private static final String OUT = "'outputs':[{'name':'hook','webhook':{}}]}";

  @Test
  void anEventMeetsOnlyTheHandlersThatMayWantIt() throws Exception {
    HandlerIndex index = new HandlerIndex();
    for (int id = 1; id <= 1_000; id++) {
      index.put(Events.handler(id, "{'triggers':[{'event':{'types':['Type " + id + "']}}]," + OUT));
    }
    index.put(Events.handler(2_000, "{'triggers':[{'elementHealth':{}}]," + OUT));
    index.put(Events.handler(2_001, "{'triggers':[{'event':{}}]," + OUT));

    assertThat(ids(index, Occurrence.of(Events.plain("e", "Others", "type7", 1L))))
        .containsExactly(2_001L, 7L);
    assertThat(ids(index, Occurrence.of(Events.health(1, "CLEAR", "CRITICAL"))))
        .containsExactly(2_001L, 2_000L);

    index.remove(7);
    assertThat(ids(index, Occurrence.of(Events.plain("e", "Others", "type7", 1L))))
        .containsExactly(2_001L);
  }

  private static List<Long> ids(HandlerIndex index, Occurrence occurrence) {
    return ids(index, occurrence, new World());
  }

  private static List<Long> ids(HandlerIndex index, Occurrence occurrence, World world) {
    return index.matches(occurrence, world).stream().map(match -> match.handler().id()).toList();
  }

  @Test
  void aHandlerForTagsIsMetByTheirElementsAndByWhatItTellsOf() throws Exception {
    World world = new World().component(1, "db", "team:a").component(2, "db", "team:b");
    world.relation(3);
    HandlerIndex index = new HandlerIndex();
    for (String team : List.of("a", "b")) {
      index.put(
          Events.handler(
              team.equals("a") ? 1 : 2,
              "{'triggers':[{'elementHealth':{}}],'scope':{'componentTags':['team:"
                  + team
                  + "']},"
                  + OUT));
    }
    assertThat(ids(index, health(1), world)).containsExactly(1L);
    assertThat(ids(index, health(2), world)).containsExactly(2L);
    assertThat(ids(index, health(3), world)).as("a relation").containsExactly(1L, 2L);
    assertThat(ids(index, health(4), world)).as("not known yet").containsExactly(1L, 2L);

    assertThat(index.ofComponent(world.elements.get(2L))).containsExactly(2L);

    index.listeners().add("element:1", 2);
    assertThat(ids(index, health(1), world)).as("it has told of it").containsExactly(1L, 2L);
    index.listeners().remove("element:1", 2);
    index.remove(1);
    assertThat(ids(index, health(1), world)).isEmpty();
  }

  private static Occurrence health(long element) {
    return Occurrence.of(Events.health(element, "CLEAR", "CRITICAL"));
  }

  @Test
  void theFirstTriggerThatFitsSpeaks() throws Exception {
    HandlerIndex index = new HandlerIndex();
    index.put(
        Events.handler(
            1, "{'triggers':[{'elementHealth':{}},{'event':{'categories':['Alerts']}}]," + OUT));

    assertThat(index.matches(Occurrence.of(Events.health(1, "CLEAR", "CRITICAL")), new World()))
        .singleElement()
        .satisfies(match -> assertThat(match.signals().get(0).kind()).isEqualTo(Signal.Kind.BEGIN));
    assertThat(
            index.matches(
                Occurrence.of(Events.problem(EventTypes.PROBLEM_CREATED, 1, 1, List.of(1L))),
                new World()))
        .singleElement()
        .satisfies(match -> assertThat(match.signals().get(0).kind()).isEqualTo(Signal.Kind.ONCE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{}; true",
        "{'categories':['changes']}; true",
        "{'categories':['Alerts']}; false",
        "{'types':['VersionChangedEvent','Deployment']}; true",
        "{'types':['Deployment']}; false",
        "{'sources':['CI']}; true",
        "{'sources':['StackState']}; false",
        "{'tags':['t:1','t:2']}; true",
        "{'tags':['t:2']}; false",
        "{'categories':['Changes'],'types':['Version Changed'],'sources':['ci'],'tags':['t:1']}; true",
        "{'categories':['Changes'],'sources':['other']}; false",
        "{'categories':['Anomalies']}; false"
      })
  void anEventIsWantedByItsCategoryTypeSourceAndTags(String trigger, boolean wanted)
      throws Exception {
    HandlerIndex events = new HandlerIndex();
    events.put(Events.handler(1, "{'triggers':[{'event':" + trigger + "}]," + OUT));
    Occurrence occurrence = Occurrence.of(Events.plain("e", "Changes", "Version Changed", 1L));
    assertThat(events.matches(occurrence, new World())).hasSize(wanted ? 1 : 0);
  }

  @Test
  void allOfTheScopeMustHold() throws Exception {
    World world = new World().component(1, "service", "team:a").component(2, "db", "team:a");
    world.monitors.put(77L, new Surroundings.Monitor(77, "urn:m", "m", List.of("page")));
    world.queries.put("q", Set.of(1L));
    world.views.put("urn:view", "q");

    assertThat(in(world, "{'componentTypes':['service'],'componentTags':['team:a']}", 1)).isTrue();
    assertThat(in(world, "{'componentTypes':['service'],'componentTags':['team:a']}", 2)).isFalse();
    assertThat(in(world, "{'query':'q'}", 1)).isTrue();
    assertThat(in(world, "{'query':'q'}", 2)).isFalse();
    assertThat(in(world, "{'view':'urn:view'}", 1)).isTrue();
    assertThat(in(world, "{'view':'urn:view'}", 2)).isFalse();
    assertThat(in(world, "{'view':'urn:other'}", 1)).isFalse();
    assertThat(in(world, "{'monitorTags':['page']}", 1)).isTrue();
    assertThat(in(world, "{'monitorTags':['page'],'monitors':['urn:m']}", 1)).isTrue();
    assertThat(in(world, "{'monitorTags':['other']}", 1)).isFalse();
    assertThat(in(world, "{'monitors':['78']}", 1)).isFalse();
    assertThat(in(world, "{'environments':['prod'],'layers':['services'],'domains':['x']}", 1))
        .isFalse();
    assertThat(in(world, "{}", 3)).as("an element that is not there").isFalse();
  }

  private static boolean in(World world, String scope, long element) throws Exception {
    Handler handler =
        Events.handler(1, "{'triggers':[{'elementHealth':{}}],'scope':" + scope + "," + OUT);
    HandlerIndex index = new HandlerIndex();
    index.put(handler);
    Member member =
        index
            .matches(Occurrence.of(Events.health(element, "CLEAR", "CRITICAL", "check")), world)
            .get(0)
            .signals()
            .get(0)
            .member();
    return new ScopeCheck(handler.spec(), world).contains(member);
  }
}
