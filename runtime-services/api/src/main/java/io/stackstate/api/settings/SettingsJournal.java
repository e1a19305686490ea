package io.stackstate.api.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.model.ElementId;
import io.stackstate.model.Json;
import io.stackstate.stackgraph.SettingsNode;
import io.stackstate.stackgraph.SettingsStore;
import io.stackstate.stackgraph.SettingsVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store of settings with a journal: the present of every node on a compacted topic, from which
 * a store that was lost is filled again. A commit is in the store when the method returns, and in
 * the journal soon after; what a crash kept from it is found at the next start, when both are
 * compared. Thread-safe.
 */
public final class SettingsJournal implements SettingsStore {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsJournal.class);

  /**
   * Stands in every store that has a journal: one that lacks it is new, or was lost. Names all
   * types of nodes, because to look for them without would be to look at the whole graph.
   */
  private static final String MARK = SettingsStore.INTERNAL + "SettingsJournal";

  private static final long MARK_ID = ElementId.of(MARK, "");

  private final SettingsStore store;
  private final SettingsTopic topic;
  private final InstantSource clock;
  private final Runnable soon;
  private final Set<String> types = ConcurrentHashMap.newKeySet();
  private final Set<Long> changed = ConcurrentHashMap.newKeySet();
  private volatile boolean compared;

  private SettingsJournal(
      SettingsStore store, SettingsTopic topic, InstantSource clock, Runnable soon) {
    this.store = store;
    this.topic = topic;
    this.clock = clock;
    this.soon = soon;
  }

  /** The content of the mark. */
  private record Types(Set<String> types) {}

  /**
   * Fills the store from the journal, if it was lost.
   *
   * @param all every node of the store; asked once in its life
   * @param soon called after each commit, to have {@link #catchUp} called
   * @throws IOException when the store may be lost and the journal cannot be read: to go on would
   *     take back all that is declared
   */
  public static SettingsJournal open(
      SettingsStore store,
      Supplier<List<SettingsNode>> all,
      SettingsTopic topic,
      InstantSource clock,
      Runnable soon)
      throws IOException, InterruptedException {
    SettingsJournal journal = new SettingsJournal(store, topic, clock, soon);
    Optional<SettingsNode> mark = store.get(MARK_ID);
    if (mark.isPresent()) {
      journal.types.addAll(Json.mapper().readValue(mark.get().json(), Types.class).types());
    } else {
      journal.restore();
      all.get().forEach(node -> journal.types.add(node.type()));
      store.put(journal.mark());
    }
    return journal;
  }

  private void restore() throws IOException, InterruptedException {
    int restored = 0;
    for (Map.Entry<String, byte[]> entry : topic.read().entrySet()) {
      // The mark comes last, or a crash would leave a part that looks like the whole.
      Optional<SettingsNode> node = read(entry).filter(any -> any.id() != MARK_ID);
      node.ifPresent(store::put);
      restored += node.isPresent() ? 1 : 0;
    }
    if (restored > 0) {
      LOG.warn("{} settings nodes were restored from their journal", restored);
    }
  }

  private SettingsNode mark() {
    types.add(MARK);
    return new SettingsNode(
        MARK_ID, MARK, null, "", json(new Types(new TreeSet<>(types))), clock.millis());
  }

  /** Whether the journal was compared with the store. */
  public boolean ready() {
    return compared;
  }

  /** Writes what is not in the journal; what fails is tried again at the next call. */
  public synchronized void catchUp() throws InterruptedException {
    try {
      if (!compared) {
        compare();
        compared = true;
      }
      List<Long> ids = List.copyOf(changed);
      if (!ids.isEmpty()) {
        changed.removeAll(ids);
        write(ids);
      }
    } catch (IOException e) {
      LOG.warn(
          "The journal of settings cannot be written, will be tried again: {}", e.getMessage());
    }
  }

  private void write(List<Long> ids) throws IOException, InterruptedException {
    boolean written = false;
    try {
      LinkedHashMap<String, byte[]> values = new LinkedHashMap<>();
      for (long id : ids) {
        values.put(Long.toString(id), store.get(id).map(SettingsJournal::bytes).orElse(null));
      }
      topic.publish(values);
      written = true;
    } finally {
      if (!written) {
        changed.addAll(ids);
      }
    }
  }

  private void compare() throws IOException, InterruptedException {
    Map<String, Long> digests = new HashMap<>();
    topic.forEach(
        (key, value) -> {
          if (value == null) {
            digests.remove(key);
          } else {
            digests.put(key, digest(value));
          }
        });
    for (String type : types) {
      for (SettingsNode node : store.list(type)) {
        Long digest = digests.remove(Long.toString(node.id()));
        if (digest == null || digest != digest(bytes(node))) {
          changed.add(node.id());
        }
      }
    }
    for (String gone : digests.keySet()) {
      if (gone.matches("\\d{1,18}")) {
        changed.add(Long.valueOf(gone));
      }
    }
  }

  private static Optional<SettingsNode> read(Map.Entry<String, byte[]> entry) {
    try {
      return Optional.of(Json.mapper().readValue(entry.getValue(), SettingsNode.class));
    } catch (IOException e) {
      // Without the cause: its text would show what stands in the record.
      LOG.error("Settings node {} cannot be restored: its record is not valid", entry.getKey());
      return Optional.empty();
    }
  }

  private static byte[] bytes(SettingsNode node) {
    return json(node).getBytes(StandardCharsets.UTF_8);
  }

  private static String json(Object value) {
    try {
      return Json.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      // Without the cause: its text would show what stands in the record.
      throw new IllegalStateException("a settings node cannot be written");
    }
  }

  private static long digest(byte[] value) {
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(value)).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public List<SettingsNode> list(String type) {
    return store.list(type);
  }

  @Override
  public Optional<SettingsNode> get(long id) {
    return store.get(id);
  }

  @Override
  public Optional<SettingsNode> byIdentifier(String urn) {
    return store.byIdentifier(urn);
  }

  @Override
  public Optional<SettingsNode> at(String identifier, long timeMillis) {
    return store.at(identifier, timeMillis);
  }

  @Override
  public List<SettingsVersion> history(long id) {
    return store.history(id);
  }

  @Override
  public void commit(List<SettingsNode> puts, List<Long> deletes) {
    if (puts.stream().allMatch(node -> types.contains(node.type()))) {
      store.commit(puts, deletes);
    } else {
      commitWithNewTypes(puts, deletes);
    }
    puts.forEach(node -> changed.add(node.id()));
    changed.addAll(deletes);
    soon.run();
  }

  private synchronized void commitWithNewTypes(List<SettingsNode> puts, List<Long> deletes) {
    puts.forEach(node -> types.add(node.type()));
    List<SettingsNode> marked = new ArrayList<>(puts);
    marked.add(mark());
    store.commit(marked, deletes);
    changed.add(MARK_ID);
  }
}
