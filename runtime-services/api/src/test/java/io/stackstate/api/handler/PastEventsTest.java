package io.stackstate.api.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.api.events.MemoryEvents;
import io.stackstate.api.handler.PastEvents.Summary;
import io.stackstate.api.topology.Fixture;
import io.stackstate.api.topology.Topologies;
import io.stackstate.model.Json;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.event.EventTypes;
import io.stackstate.model.handler.EventHandlerSpec;
import io.stackstate.model.handler.HandlerReader;
import io.stackstate.model.notification.NotificationRequest;
import io.stackstate.model.notification.NotificationRequest.Replay;
import io.stackstate.model.notification.PastElement;
import io.stackstate.model.notification.PastEvent;
import io.stackstate.stackgraph.DataUnavailableException;
import io.stackstate.stackgraph.ElementChange;
import io.stackstate.stackgraph.ElementHistory;
import io.stackstate.stackgraph.ElementState;
import io.stackstate.stackgraph.ElementVersion;
import io.stackstate.telemetry.event.EventsUnavailableException;
import io.stackstate.telemetry.event.StoredEvent;
import io.stackstate.telemetry.event.TypeNames;
import io.stackstate.topology.TopologySnapshot;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Replay over history: health sheet, section 13.1 row 21. */
class PastEventsTest {
  private static final long HOUR = 3_600_000;
  private static final long NOW = Fixture.TIME;
  private static final long DAY_AGO = NOW - 24 * HOUR;

  /** For two minutes, a quarter of an hour after the begin of a part. */
  private static final long CAME = DAY_AGO + 10 * HOUR + HOUR / 4;

  private static final long WENT = CAME + 120_000;
  private static final Component VISITOR =
      new Component(
          8,
          "visitor",
          "database",
          "Databases",
          "Shop",
          List.of(),
          List.of("team:guests"),
          List.of("urn:x:visitor"),
          null,
          null,
          null,
          List.of());
  private static final String OUT = "'outputs':[{'name':'a','webhook':{'url':'https://x'}}]}";

  private final List<StoredEvent> stored = new ArrayList<>();
  private final List<PastEvent> seen = new ArrayList<>();
  private boolean cancelled;

  /** The history of the visitor, which comes and goes within a part of the interval. */
  private static final ElementHistories GRAPH =
      new ElementHistories() {
        @Override
        public ElementHistory of(long element, long from, long to) {
          boolean itself = element == VISITOR.id() && from < CAME && to >= WENT;
          return new ElementHistory(
              element, from, to, Optional.empty(), itself ? comesAndGoes() : List.of());
        }

        @Override
        public List<Long> ids(String identifier, long from, long to) {
          return identifier.equals("urn:x:visitor") ? List.of(VISITOR.id()) : List.of();
        }
      };

  private static List<ElementVersion> comesAndGoes() {
    ElementState state =
        new ElementState.OfComponent(VISITOR, HealthState.UNKNOWN, HealthState.UNKNOWN);
    return List.of(
        new ElementVersion(1, CAME, new ElementChange(null, state)),
        new ElementVersion(2, WENT, new ElementChange(state, null)));
  }

  /** cart-db is there until 12 hours ago; before 20 hours ago nothing is known. */
  private record Eras() implements Topologies {
    @Override
    public TopologySnapshot now() {
      List<Change> changes = new ArrayList<>(Fixture.changes());
      changes.add(new Change(new ChangeKey(Aspect.COMPONENT, 3), null));
      return Fixture.snapshot(changes);
    }

    @Override
    public TopologySnapshot at(long time, Instant deadline) throws DataUnavailableException {
      if (time < NOW - 20 * HOUR) {
        throw new DataUnavailableException(time, NOW - 20 * HOUR);
      }
      if (time >= CAME && time < WENT) {
        List<Change> changes = new ArrayList<>(Fixture.changes());
        changes.add(Fixture.put(VISITOR));
        return Fixture.snapshot(changes);
      }
      return time < NOW - 12 * HOUR ? Fixture.snapshot() : now();
    }

    @Override
    public void awaitHistory(long time, Instant deadline) {}
  }

  private void store(String id, long time, String type, String category, long... elements) {
    List<Long> ids = new ArrayList<>();
    for (long element : elements) {
      ids.add(element);
    }
    stored.add(
        new StoredEvent(
            id,
            id,
            type,
            TypeNames.key(type),
            category,
            "StackState",
            time,
            time,
            List.of(),
            ids,
            List.of(),
            List.of(),
            "{}",
            null,
            null));
  }

  private Summary read(String spec) throws Exception {
    return read(spec, new MemoryEvents(stored));
  }

  private Summary read(String spec, MemoryEvents store) throws Exception {
    EventHandlerSpec handler =
        HandlerReader.read(Json.mapper().readTree((spec + OUT).replace('\'', '"')));
    PastEvents events =
        new PastEvents(
            store, new Eras(), GRAPH, InstantSource.system(), Instant.MAX, () -> cancelled);
    PastScope scope = new PastScope("type = \"database\"", "name = \"cart-api\"");
    return events.read(handler, scope, DAY_AGO, NOW, seen::addAll);
  }

  @Test
  void eventsComeInOrderWithTheTopologyOfTheirTime() throws Exception {
    store("b", NOW - 15 * HOUR, EventTypes.HEALTH_STATE_CHANGED, "Alerts", 3);
    store("c", NOW - HOUR, EventTypes.HEALTH_STATE_CHANGED, "Alerts", 3);
    store("d", NOW - HOUR + 1, EventTypes.HEALTH_STATE_CHANGED, "Alerts", 2);
    store("a", NOW - 23 * HOUR, EventTypes.HEALTH_STATE_CHANGED, "Alerts", 3);
    Summary summary = read("{'triggers':[{'elementHealth':{}}],");

    assertThat(seen).extracting(each -> each.event().id()).containsExactly("a", "b", "c", "d");
    assertThat(seen.get(0).elements()).as("before the history").isEmpty();
    PastElement db = seen.get(1).elements().get(0);
    assertThat(db.name()).isEqualTo("cart-db");
    assertThat(db.labels()).contains("team:cart");
    assertThat(db.inQuery()).isTrue();
    assertThat(db.inView()).isFalse();
    assertThat(seen.get(2).elements()).as("deleted by then").isEmpty();
    assertThat(seen.get(3).elements().get(0).inView()).isTrue();
    assertThat(summary.withoutTopology()).isEqualTo(2);
    assertThat(summary.events()).isEqualTo(4);
    assertThat(summary.until()).isEqualTo(NOW);
    assertThat(summary.stopped()).isNull();
  }

  @Test
  void whatCameAndWentBetweenTwoLooksIsFoundAtTheTimeOfItsEvents() throws Exception {
    store("before", CAME - 60_001, EventTypes.HEALTH_STATE_CHANGED, "Alerts", 8);
    store("raised", CAME - 300, EventTypes.ELEMENT_CREATED, "Changes", 8);
    store("first", CAME, EventTypes.HEALTH_STATE_CHANGED, "Alerts", 8);
    store("named", CAME + 60_000, EventTypes.HEALTH_STATE_CHANGED, "Alerts", 8);
    store("end", WENT, "Element Deleted", "Changes", 8);
    store("after", WENT + 1_000, "Element Deleted", "Changes", 99);
    Summary summary = read("{'triggers':[{'elementHealth':{}},{'event':{}}],");

    assertThat(seen)
        .extracting(each -> each.elements().stream().map(PastElement::name).toList())
        .as("nothing is said of what was not there yet, or never")
        .containsExactly(
            List.of(),
            List.of("visitor"),
            List.of("visitor"),
            List.of("visitor"),
            List.of("visitor"),
            List.of());
    assertThat(seen.get(1).elements().get(0).inQuery()).isTrue();
    assertThat(seen.get(1).elements().get(0).labels()).containsExactly("team:guests");
    assertThat(summary.withoutTopology()).isEqualTo(2);
  }

  @Test
  void whatIsGoneIsFoundAMinuteLongAsItWasBefore() throws Exception {
    store("end", WENT + 60_000, EventTypes.ELEMENT_DELETED, "Changes", 8);
    read("{'triggers':[{'event':{}}],");
    assertThat(seen.get(0).elements()).extracting(PastElement::name).containsExactly("visitor");

    stored.clear();
    seen.clear();
    store("later", WENT + 60_001, EventTypes.ELEMENT_DELETED, "Changes", 8);
    assertThat(read("{'triggers':[{'event':{}}],").withoutTopology()).isEqualTo(1);
  }

  @Test
  void onlyWhatATriggerMayWantIsRead() throws Exception {
    store("health", NOW - 5, EventTypes.HEALTH_STATE_CHANGED, "Alerts", 2);
    store("problem", NOW - 4, EventTypes.PROBLEM_CREATED, "Alerts", 2);
    store("view", NOW - 3, EventTypes.VIEW_HEALTH_STATE_CHANGED, "Alerts");
    store("version", NOW - 2, EventTypes.VERSION_CHANGED, "Changes", 2);
    read("{'triggers':[{'problem':{}},{'event':{'categories':['Changes']}}],");
    assertThat(seen).extracting(each -> each.event().id()).containsExactly("problem", "version");

    seen.clear();
    read("{'triggers':[{'viewHealth':{}},{'event':{'types':['Version Changed']}}],");
    assertThat(seen).extracting(each -> each.event().id()).containsExactly("view", "version");
  }

  @Test
  void aLimitIsSaidAndWhatWasReadBeforeItCounts() throws Exception {
    store("early", NOW - 10 * HOUR, EventTypes.HEALTH_STATE_CHANGED, "Alerts", 2);
    for (int i = 0; i <= PastEvents.MOST; i++) {
      store("e" + i, NOW - HOUR, EventTypes.HEALTH_STATE_CHANGED, "Alerts", 2);
    }
    Summary summary = read("{'triggers':[{'elementHealth':{}}],");

    assertThat(seen).extracting(each -> each.event().id()).containsExactly("early");
    assertThat(summary.stopped()).isEqualTo("there are more than 50000 events");
    assertThat(summary.until()).isBetween(NOW - 10 * HOUR, NOW - HOUR);
  }

  @Test
  void whoIsGoneIsNotWorkedFor() throws Exception {
    store("a", NOW - 1, EventTypes.HEALTH_STATE_CHANGED, "Alerts", 2);
    cancelled = true;
    assertThat(read("{'triggers':[{'elementHealth':{}}],").until()).isLessThan(DAY_AGO);
    assertThat(seen).isEmpty();
  }

  @Test
  void aStoreThatIsAwayIsSaid() {
    MemoryEvents store = new MemoryEvents(stored);
    store.away = true;
    assertThatThrownBy(() -> read("{'triggers':[{'elementHealth':{}}],", store))
        .isInstanceOf(EventsUnavailableException.class);
  }

  @Test
  void aPartIsWhatIsReadFromItsRecord() throws Exception {
    store("b", NOW - 15 * HOUR, EventTypes.HEALTH_STATE_CHANGED, "Alerts", 3);
    read("{'triggers':[{'elementHealth':{}}],");
    NotificationRequest replay = new Replay("r", 1, DAY_AGO, NOW, 0, true, seen, NOW);
    byte[] record = Json.mapper().writerFor(NotificationRequest.class).writeValueAsBytes(replay);

    assertThat(Json.mapper().readValue(record, NotificationRequest.class)).isEqualTo(replay);
  }
}
