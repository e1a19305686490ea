package io.stackstate.telemetry.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.model.Json;
import io.stackstate.model.intake.TopologyEvent;
import io.stackstate.telemetry.EventStore;
import io.stackstate.telemetry.TestNode;
import io.stackstate.telemetry.event.Categories;
import io.stackstate.telemetry.event.EventBucket;
import io.stackstate.telemetry.event.EventFilter;
import io.stackstate.telemetry.event.EventFilter.Elements;
import io.stackstate.telemetry.event.EventGroup;
import io.stackstate.telemetry.event.EventPage;
import io.stackstate.telemetry.event.EventReader;
import io.stackstate.telemetry.event.EventsUnavailableException;
import io.stackstate.telemetry.event.StoredEvent;
import io.stackstate.telemetry.store.DailyIndex;
import io.stackstate.telemetry.store.DiskBudget;
import io.stackstate.telemetry.store.Document;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestNode.class)
class EventStoreIT {
  private static final long NOW = System.currentTimeMillis();

  private static final DiskBudget BUDGET = DiskBudget.of(ConfigFactory.load());

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final EventReader reader = new EventReader(new Categories(Map.of()), Duration.ofDays(30));
  private ElasticsearchConnection connection;
  private DocumentIndexer indexer;
  private EventStore store;

  @BeforeEach
  void open() throws Exception {
    TestNode.clear();
    connection =
        new ElasticsearchConnection(
            ElasticsearchSettings.of(ConfigFactory.load()), TestNode::hosts);
    indexer = DocumentIndexer.events(connection, 30, BUDGET, metrics);
    store = EventStore.create(ConfigFactory.load(), TestNode::hosts);
  }

  @AfterEach
  void close() {
    connection.close();
    store.close();
  }

  /** An event of one identifier. */
  private static TopologyEvent event(String id, long time, String type, String identifier) {
    return new TopologyEvent(
        id,
        "Changes",
        "name of " + id,
        "text",
        type,
        List.of("team:a", "k:" + id),
        "{\"a\":{\"\":1,\".\":2}}",
        "source of " + type,
        null,
        List.of(identifier),
        List.of(),
        "h",
        null,
        null,
        time,
        List.of());
  }

  private Document document(TopologyEvent event) throws Exception {
    return reader
        .read(EventGroup.TOPOLOGY, Json.mapper().writeValueAsBytes(event), NOW)
        .orElseThrow();
  }

  private void write(TopologyEvent... events) throws Exception {
    List<Document> documents = new ArrayList<>();
    for (TopologyEvent event : events) {
      documents.add(document(event));
    }
    indexer.write(documents);
    TestNode.refresh();
  }

  private EventFilter all() {
    return EventFilter.between(NOW - Duration.ofDays(20).toMillis(), NOW);
  }

  private static List<String> ids(EventPage page) {
    return page.items().stream().map(StoredEvent::id).toList();
  }

  @Test
  void nothingIsStoredYet() throws Exception {
    assertThat(store.find(all(), Optional.empty(), 10)).isEqualTo(EventPage.EMPTY);
    assertThat(store.get("none", 0, NOW)).isEmpty();
    assertThat(store.types(all(), "", 10).items()).isEmpty();
    assertThat(store.histogram(all(), 4)).extracting(EventBucket::count).containsOnly(0L);
  }

  @Test
  void anEventThatIsWrittenTwiceIsThereOnceAndNewestComesFirst() throws Exception {
    TopologyEvent first = event("e1", NOW - 1000, "A", "urn:1");
    write(first, event("e2", NOW - 500, "B", "urn:2"), first);
    write(first);

    EventPage page = store.find(all(), Optional.empty(), 10);
    assertThat(ids(page)).containsExactly("e2", "e1");
    assertThat(page.total()).isEqualTo(2);
    assertThat(page.items().get(1).data()).isEqualTo("{\"a\":{\"\":1,\".\":2}}");
    assertThat(metrics.counter("stackstate.telemetry.events.refused").count()).isZero();
  }

  @Test
  void pagesOfEventsWithEqualTimesHaveEachExactlyOnce() throws Exception {
    write(
        IntStream.range(0, 1000)
            .mapToObj(i -> event("id-" + i, NOW - 1000, "A", "urn:1"))
            .toArray(TopologyEvent[]::new));

    Set<String> seen = new HashSet<>();
    Optional<EventPage.Cursor> cursor = Optional.empty();
    List<StoredEvent> items;
    int pages = 0;
    do {
      EventPage page = store.find(all(), cursor, 70);
      assertThat(page.total()).isEqualTo(1000);
      items = page.items();
      for (StoredEvent item : items) {
        assertThat(seen.add(item.id())).as("%s comes once", item.id()).isTrue();
        cursor = Optional.of(new EventPage.Cursor(item.eventTime(), item.id()));
      }
      pages++;
    } while (!items.isEmpty());
    assertThat(seen).hasSize(1000);
    assertThat(pages).isEqualTo(16);
  }

  @Test
  void filtersOfOneKindAreAlternativesAndThoseOfSeveralRestrictEachOther() throws Exception {
    write(
        event("e1", NOW - 3000, "Health State Changed", "urn:1"),
        event("e2", NOW - 2000, "DeploymentEvent", "urn:2"),
        event("e3", NOW - 1000, "Other", "urn:1"));

    EventFilter health = all().ofTypes(List.of("HealthStateChangedEvent", "Deployment"));
    assertThat(ids(store.find(health, Optional.empty(), 10))).containsExactly("e2", "e1");
    Elements one = new Elements(List.of(), List.of("urn:1"));
    assertThat(ids(store.find(health.of(one), Optional.empty(), 10))).containsExactly("e1");
    EventFilter tagged =
        new EventFilter(
            all().from(),
            all().to(),
            null,
            List.of(),
            List.of("Changes", "Alerts"),
            List.of("source of Other"),
            List.of("k:e3", "k:none"));
    assertThat(ids(store.find(tagged, Optional.empty(), 10))).containsExactly("e3");
    EventFilter early = EventFilter.between(NOW - 3000, NOW - 2000);
    assertThat(ids(store.find(early, Optional.empty(), 10))).containsExactly("e2", "e1");
  }

  @Test
  void eventsForHandlersAreListedOnlyWhenTheyAreAskedFor() throws Exception {
    write(
        event("e1", NOW, "Problem Created", "urn:1"), event("e2", NOW, "Version Changed", "urn:1"));
    assertThat(ids(store.find(all(), Optional.empty(), 10))).containsExactly("e2");
    EventFilter problems = all().ofTypes(List.of("ProblemCreated"));
    assertThat(ids(store.find(problems, Optional.empty(), 10))).containsExactly("e1");
  }

  @Test
  void moreElementsThanOneClauseTakesAreAskedFor() throws Exception {
    write(event("e1", NOW, "A", "urn:149999"), event("e2", NOW, "A", "urn:none"));
    List<String> identifiers = IntStream.range(0, 150_000).mapToObj(i -> "urn:" + i).toList();
    List<Long> elements = LongStream.range(1, 100_000).boxed().toList();
    EventFilter filter = all().of(new Elements(elements, identifiers));
    assertThat(ids(store.find(filter, Optional.empty(), 10))).containsExactly("e1");
  }

  @Test
  void whatHappenedToElementsComesInOrderOfTime() throws Exception {
    write(
        event("e1", NOW - 3000, "Version Changed", "urn:1"),
        event("e2", NOW - 2000, "Other", "urn:1"),
        event("e3", NOW - 1000, "Version Changed", "urn:2"),
        event("e4", NOW - 500, "Version Changed", "urn:3"));
    Elements elements = new Elements(List.of(), List.of("urn:1", "urn:2"));
    assertThat(store.causing(elements, NOW - 3000, NOW, List.of("VersionChanged"), 10))
        .extracting(StoredEvent::id)
        .containsExactly("e1", "e3");
    Elements none = new Elements(List.of(), List.of());
    assertThat(store.causing(none, 0, NOW, List.of(), 10)).isEmpty();
  }

  @Test
  void valuesAreThoseThatContainTheTextWhateverItsCase() throws Exception {
    write(
        event("e1", NOW, "Alpha (1.0)", "urn:1"),
        event("e2", NOW, "beta", "urn:1"),
        event("e3", NOW, "ALPHABET", "urn:2"));
    assertThat(store.types(all(), "alpha", 10).items()).containsExactly("ALPHABET", "Alpha (1.0)");
    assertThat(store.types(all(), "(1.", 10).items()).containsExactly("Alpha (1.0)");
    assertThat(store.types(all(), "", 1).items()).containsExactly("ALPHABET");
    assertThat(store.types(all(), "", 1).total()).isEqualTo(3);
    assertThat(store.sources(all(), "BETA", 10).items()).containsExactly("source of beta");
    assertThat(store.tags(all(), "k:", 10).items()).containsExactly("k:e1", "k:e2", "k:e3");
  }

  @Test
  void theHistogramCountsEveryEventOnce() throws Exception {
    long from = NOW - 10_000;
    write(
        event("e1", from, "A", "urn:1"),
        event("e2", from + 2_499, "A", "urn:1"),
        event("e3", from + 9_999, "A", "urn:1"));
    List<EventBucket> buckets = store.histogram(EventFilter.between(from, from + 9_999), 4);
    assertThat(buckets).extracting(EventBucket::count).containsExactly(2L, 0L, 0L, 1L);
    assertThat(buckets.get(0))
        .isEqualTo(new EventBucket(from, from + 2_500, 2, Map.of("Changes", 2L)));
    assertThat(store.histogram(EventFilter.between(0, EventFilter.LATEST), 1_000))
        .hasSize(1_000)
        .extracting(EventBucket::count)
        .containsOnlyOnce(3L);
  }

  @Test
  void oneEventIsFoundByItsIdInTheInterval() throws Exception {
    write(event("e1", NOW - 1000, "A", "urn:1"));
    assertThat(store.get("e1", NOW - 1000, NOW)).map(StoredEvent::type).contains("A");
    assertThat(store.get("e1", NOW - 999, NOW)).isEmpty();
  }

  @Test
  void aDocumentThatIsRefusedIsCountedAndTheOthersAreStored() throws Exception {
    Document good = document(event("e1", NOW, "A", "urn:1"));
    byte[] bad = "{\"eventTime\":\"yesterday\"}".getBytes(StandardCharsets.UTF_8);
    indexer.write(List.of(new Document(good.index(), "bad", bad), good));
    TestNode.refresh();
    assertThat(ids(store.find(all(), Optional.empty(), 10))).containsExactly("e1");
    assertThat(metrics.counter("stackstate.telemetry.events.refused").count()).isEqualTo(1);
  }

  @Test
  void indicesOfDaysThatAreOverAreDropped() throws Exception {
    write(
        event("today", NOW, "A", "urn:1"),
        event("old", NOW - Duration.ofDays(8).toMillis(), "A", "urn:1"));
    DocumentIndexer.events(connection, 9, BUDGET, metrics).maintain(NOW);
    assertThat(ids(store.find(all(), Optional.empty(), 10))).containsExactly("today", "old");
    DocumentIndexer.events(connection, 8, BUDGET, metrics).maintain(NOW);
    assertThat(ids(store.find(all(), Optional.empty(), 10))).containsExactly("today");
  }

  @Test
  void indicesAreMadeByTheirTemplate() throws Exception {
    write(event("e1", NOW, "A", "urn:1"));
    String index = DailyIndex.name(EventGroup.TOPOLOGY.prefix(), NOW);
    String mapping = TestNode.request("GET", "/" + index, "").body();
    assertThat(Json.mapper().readTree(mapping).at("/" + index + "/mappings/dynamic").asText())
        .isEqualTo("false");
    assertThat(
            Json.mapper().readTree(mapping).at("/" + index + "/aliases").has("sts_topology_events"))
        .isTrue();
  }

  @Test
  void anEventOfAnotherDayIsInAnIndexOfItsOwn() throws Exception {
    long before = Instant.ofEpochMilli(NOW).minus(Duration.ofDays(2)).toEpochMilli();
    write(event("e1", NOW, "A", "urn:1"), event("e2", before, "A", "urn:1"));
    assertThat(ids(store.find(all(), Optional.empty(), 10))).containsExactly("e1", "e2");
    assertThat(DailyIndex.name(EventGroup.TOPOLOGY.prefix(), before))
        .isNotEqualTo(DailyIndex.name(EventGroup.TOPOLOGY.prefix(), NOW));
  }

  @Test
  void whatIsAwayIsSaidInWordsAndComesBackByItself() throws Exception {
    write(event("e1", NOW, "A", "urn:1"));
    List<List<URI>> address = new ArrayList<>();
    address.add(List.of());
    try (EventStore wandering = EventStore.create(ConfigFactory.load(), () -> address.get(0))) {
      assertThatThrownBy(() -> wandering.find(all(), Optional.empty(), 10))
          .isInstanceOf(EventsUnavailableException.class)
          .hasMessageContaining("stackstate.elasticsearch.uri is empty");
      address.set(0, List.of(URI.create("http://127.0.0.1:1")));
      assertThatThrownBy(() -> wandering.find(all(), Optional.empty(), 10))
          .isInstanceOf(EventsUnavailableException.class)
          .hasMessageContaining("does not answer");
      address.set(0, TestNode.hosts());
      assertThat(ids(wandering.find(all(), Optional.empty(), 10))).containsExactly("e1");
    }
  }
}
