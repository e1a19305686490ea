package io.stackstate.synchronization.external;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.stackstate.functions.FunctionCompiler;
import io.stackstate.model.Json;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.Relation;
import io.stackstate.model.event.EventTypes;
import io.stackstate.model.intake.TopologyEvent;
import io.stackstate.model.intake.TopologyPayload;
import io.stackstate.model.settings.SettingsNodeName;
import io.stackstate.model.settings.SyncSettings;
import io.stackstate.model.settings.SyncStatus;
import io.stackstate.synchronization.event.ElementEvents;
import io.stackstate.synchronization.event.EventSettings;
import io.stackstate.synchronization.mapping.MergeByPreference;
import io.stackstate.synchronization.program.FunctionRuntime;
import io.stackstate.synchronization.program.ProgramPipelines;
import io.stackstate.synchronization.program.SandboxedFunctions;
import io.stackstate.synchronization.program.SettingsNodes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A synchronizer with all that Kafka holds for it: the folded change log, the statuses, and of each
 * synchronization the stream and the committed position. It can crash and start again.
 */
final class Fixture {
  static final StreamLimits LIMITS = new StreamLimits(1_000, 600_000, 100_000, 200_000);

  /** With more time for functions than any of them needs, however slow the machine is. */
  private static final Config PATIENT =
      ConfigFactory.parseString("stackstate.functions.timeLimit = 60s")
          .withFallback(ConfigFactory.load());

  static final long A = 1;
  static final long B = 2;

  final Map<Long, byte[]> components = new TreeMap<>();
  final Map<Long, byte[]> relations = new TreeMap<>();
  final Map<Long, SyncStatus> statuses = new TreeMap<>();
  final Map<Long, SyncSettings> settings = new TreeMap<>();
  final Map<Long, List<IntakeRecord>> streams = new HashMap<>();
  final Map<Long, Integer> committed = new HashMap<>();
  final Map<Long, StreamPosition> positions = new HashMap<>();
  final List<Change> lastChanges = new ArrayList<>();
  final List<TopologyEvent> lastEvents = new ArrayList<>();

  /** Settings nodes by type. */
  final Map<String, List<SettingsNodeName>> published = new TreeMap<>();

  final FunctionRuntime functions;
  SettingsNodes nodes;

  private final StreamLimits limits;
  Synchronizer synchronizer;
  long now = 1_000_000;
  private int events;

  Fixture() {
    this(LIMITS);
  }

  Fixture(StreamLimits limits) {
    this(limits, new SandboxedFunctions(FunctionCompiler.of(PATIENT)));
  }

  Fixture(StreamLimits limits, FunctionRuntime functions) {
    this.limits = limits;
    this.functions = functions;
    start();
    settled();
  }

  /** A fixture with synchronizations A and B. */
  static Fixture withTwo() {
    return new Fixture().configure(A).configure(B);
  }

  static SyncSettings sync(long id) {
    return new SyncSettings(id, "urn:sync:" + id, "sync " + id, "test", "url-" + id, null, 0);
  }

  Fixture configure(long id) {
    return configure(sync(id));
  }

  Fixture configure(SyncSettings sync) {
    boolean isNew = settings.put(sync.id(), sync) == null;
    synchronizer.configure(sync);
    if (isNew) {
      int next = streams.getOrDefault(sync.id(), List.of()).size();
      synchronizer.opened(sync.id(), null, 0, next);
    }
    drain();
    return this;
  }

  /** Publishes a settings node of this type. */
  Fixture publish(String type, SettingsNodeName node) {
    List<SettingsNodeName> names = published.computeIfAbsent(type, t -> new ArrayList<>());
    names.removeIf(other -> other.id() == node.id());
    names.add(node);
    switch (nodes.put(type, node)) {
      case RENAMED -> synchronizer.namesChanged();
      case REORDERED -> synchronizer.layersChanged();
      case NONE -> {}
    }
    return this;
  }

  /** Reads again whatever is asked for, and commits after each part. */
  Fixture readAgain() {
    while (readSomeAgain()) {
      drain();
    }
    return drain();
  }

  /** Reads one part again; false when none is asked for. */
  boolean readSomeAgain() {
    Map<Long, OffsetRange> wanted = synchronizer.wantedAgain();
    wanted.forEach(
        (sync, range) ->
            synchronizer.acceptAgain(
                sync,
                range,
                streams.getOrDefault(sync, List.of()).subList((int) range.from(), (int) range.to()),
                now));
    return !wanted.isEmpty();
  }

  Fixture unconfigure(long id) {
    settings.remove(id);
    synchronizer.unconfigure(id);
    return this;
  }

  /** Sends elements and commits what follows from them. */
  Fixture send(long sync, TopologyPayload... payloads) {
    feed(sync, "host", payloads);
    return drain();
  }

  /** Sends elements without a commit. */
  Fixture feed(long sync, String host, TopologyPayload... payloads) {
    List<IntakeRecord> stream = streams.computeIfAbsent(sync, s -> new ArrayList<>());
    for (TopologyPayload payload : payloads) {
      IntakeRecord record = new IntakeRecord(stream.size(), ++now, host, payload);
      stream.add(record);
      synchronizer.accept(sync, record, now);
    }
    return this;
  }

  Fixture snapshot(long sync, TopologyPayload... payloads) {
    List<TopologyPayload> all = new ArrayList<>(List.of(start("s")));
    all.addAll(List.of(payloads));
    all.add(stop());
    return send(sync, all.toArray(TopologyPayload[]::new));
  }

  Fixture pass(long millis) {
    now += millis;
    synchronizer.tick(now);
    return drain();
  }

  Fixture drain() {
    Batch batch = synchronizer.drain(now);
    lastChanges.clear();
    lastChanges.addAll(batch.changes());
    lastEvents.clear();
    lastEvents.addAll(batch.events());
    checkEvents();
    batch.changes().forEach(this::fold);
    batch.removed().forEach(removed -> statuses.remove(removed.sync()));
    batch.statuses().forEach(status -> statuses.put(status.nodeId(), status));
    for (long sync : settings.keySet()) {
      committed.put(sync, streams.getOrDefault(sync, List.of()).size());
      if (synchronizer.isRunning(sync)) {
        positions.put(sync, synchronizer.position(sync));
      }
    }
    return this;
  }

  /** Forgets the process and starts a new one from what was committed. */
  Fixture restart() {
    start();
    components.forEach((id, json) -> synchronizer.restore(change(Aspect.COMPONENT, id, json)));
    relations.forEach((id, json) -> synchronizer.restore(change(Aspect.RELATION, id, json)));
    settled();
    return this;
  }

  private void start() {
    nodes = new SettingsNodes();
    published.forEach((type, names) -> names.forEach(name -> nodes.put(type, name)));
    synchronizer =
        new Synchronizer(
            new ProgramPipelines(functions, nodes),
            nodes,
            new MergeByPreference(nodes::layerOrder),
            limits,
            new ElementEvents(new EventSettings(true, true, 1_000), () -> "e" + events++),
            10,
            Long.MAX_VALUE / 2,
            now);
  }

  private void settled() {
    synchronizer.restored();
    statuses.values().forEach(synchronizer::restore);
    settings.values().forEach(synchronizer::configure);
    synchronizer.settled(Set.of());
    for (long sync : settings.keySet()) {
      int end = committed.getOrDefault(sync, 0);
      long from = positions.getOrDefault(sync, StreamPosition.NONE).replayFrom(end);
      List<IntakeRecord> stream = streams.getOrDefault(sync, List.of());
      for (IntakeRecord record : stream.subList((int) from, end)) {
        synchronizer.replay(sync, record, now);
      }
      if (synchronizer.isRunning(sync)) {
        synchronizer.opened(sync, positions.getOrDefault(sync, StreamPosition.NONE), 0, end);
      }
      for (IntakeRecord record : stream.subList(end, stream.size())) {
        synchronizer.accept(sync, record, now);
      }
    }
  }

  /** Whatever happens: each change is told exactly once, and nothing else is. */
  private void checkEvents() {
    Map<Long, String> expected = new TreeMap<>();
    for (Change change : lastChanges) {
      long id = change.key().id();
      boolean isThere = components.containsKey(id) || relations.containsKey(id);
      String changed = isThere ? EventTypes.ELEMENT_UPDATED : EventTypes.ELEMENT_CREATED;
      expected.put(id, change.isDelete() ? EventTypes.ELEMENT_DELETED : changed);
    }
    Map<Long, String> told = new TreeMap<>();
    for (TopologyEvent event : lastEvents) {
      if (expected.containsValue(event.type())
          && told.put(event.elements().get(0), event.type()) != null) {
        throw new AssertionError("told twice: " + event);
      }
    }
    if (!told.equals(expected)) {
      throw new AssertionError("told " + told + ", expected " + expected);
    }
  }

  /** What was told of the last batch, by the types of the events. */
  List<String> told() {
    return lastEvents.stream().map(TopologyEvent::type).toList();
  }

  private void fold(Change change) {
    Map<Long, byte[]> folded = change.key().aspect() == Aspect.COMPONENT ? components : relations;
    if (change.isDelete()) {
      if (folded.remove(change.key().id()) == null) {
        throw new AssertionError("deletes what is not there: " + change.key());
      }
    } else {
      folded.put(change.key().id(), change.value());
    }
  }

  private static Change change(Aspect aspect, long id, byte[] json) {
    return new Change(new io.stackstate.model.change.ChangeKey(aspect, id), json);
  }

  List<Component> components() {
    return components.values().stream().map(json -> read(json, Component.class)).toList();
  }

  List<Relation> relations() {
    return relations.values().stream().map(json -> read(json, Relation.class)).toList();
  }

  Component named(String name) {
    return components().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  List<String> names() {
    return components().stream().map(Component::name).sorted().toList();
  }

  SyncStatus status(long sync) {
    return statuses.get(sync);
  }

  List<String> errorCategories(long sync) {
    return status(sync).errorDetails().stream().map(SyncStatus.Error::category).toList();
  }

  private static <T> T read(byte[] json, Class<T> type) {
    try {
      return Json.mapper().readValue(json, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static TopologyPayload start(String id) {
    return new TopologyPayload.StartSnapshot(id);
  }

  static TopologyPayload stop() {
    return new TopologyPayload.StopSnapshot("s");
  }

  static TopologyPayload component(String id, String data) {
    return new TopologyPayload.Component(id, "server", data.replace('\'', '"'), null);
  }

  static TopologyPayload component(String id) {
    return component(id, "{}");
  }

  static TopologyPayload relation(String id, String source, String target) {
    return new TopologyPayload.Relation(id, source, target, "uses", "{}", null);
  }

  static TopologyPayload relation(String source, String target) {
    return relation(source + "->" + target, source, target);
  }

  static TopologyPayload delete(String id) {
    return new TopologyPayload.Delete(id);
  }
}
