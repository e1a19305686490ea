package io.stackstate.api.settings;

import io.stackstate.model.settings.SyncSettings;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the topic of settings as the store is: publishes what differs, and takes back what is gone.
 * At the start, and after a failure, it reads the topic, so nothing is forgotten when the process
 * dies between a commit and its publication. Thread-safe.
 */
public final class SettingsPublisher {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsPublisher.class);
  private static final String SYNC = SyncSettings.NODE_TYPE + ":";

  private final Publications publications;
  private final SettingsTopic topic;
  private final LongPredicate foreign;
  private volatile boolean dirty = true;
  private volatile boolean complete;

  /** What stands on the topic; null when that is not known. */
  private Map<String, byte[]> published;

  /**
   * @param foreign tells the ids of synchronizations that somebody else publishes
   * @param elsewhere tells the namespaces whose synchronizations somebody else publishes
   * @param soon called after each commit, to have {@link #catchUp} called
   */
  public SettingsPublisher(
      StackGraphSettings settings,
      SettingsTopic topic,
      LongPredicate foreign,
      Predicate<String> elsewhere,
      Runnable soon) {
    this.publications = new Publications(settings, elsewhere);
    this.topic = topic;
    this.foreign = foreign;
    settings.onCommit(
        () -> {
          dirty = true;
          soon.run();
        });
  }

  /** Whether all that was stored at the start is published. */
  public boolean ready() {
    return complete;
  }

  /** Publishes what is not; what fails is tried again at the next call. */
  public void catchUp() throws InterruptedException {
    try {
      publish();
    } catch (IOException e) {
      LOG.warn("Settings cannot be published, will be tried again: {}", e.getMessage());
    }
  }

  /**
   * Publishes what is not.
   *
   * @throws IOException when it is not known to be; the next call does it again
   */
  public synchronized void publish() throws IOException, InterruptedException {
    if (!dirty && published != null) {
      return;
    }
    dirty = false;
    boolean done = false;
    try {
      if (published == null) {
        published = new HashMap<>(topic.read());
        published.keySet().removeIf(this::isForeign);
      }
      LinkedHashMap<String, byte[]> changes = changes(publications.wanted());
      if (!changes.isEmpty()) {
        topic.publish(changes);
        changes.forEach(this::remember);
      }
      done = true;
      complete = true;
    } finally {
      if (!done) {
        published = null;
        dirty = true;
      }
    }
  }

  /** Synchronizations go before the names that they use, and come after them. */
  private LinkedHashMap<String, byte[]> changes(Map<String, byte[]> wanted) {
    LinkedHashMap<String, byte[]> changes = new LinkedHashMap<>();
    for (boolean syncs : new boolean[] {true, false}) {
      published.keySet().stream()
          .filter(key -> key.startsWith(SYNC) == syncs && !wanted.containsKey(key))
          .sorted()
          .forEach(key -> changes.put(key, null));
    }
    wanted.forEach(
        (key, value) -> {
          if (!Arrays.equals(value, published.get(key))) {
            changes.put(key, value);
          }
        });
    return changes;
  }

  private void remember(String key, byte[] value) {
    if (value == null) {
      published.remove(key);
    } else {
      published.put(key, value);
    }
  }

  private boolean isForeign(String key) {
    String id = key.substring(key.indexOf(':') + 1);
    return key.startsWith(SYNC) && id.matches("\\d{1,18}") && foreign.test(Long.parseLong(id));
  }
}
