package io.stackstate.api.handler;

import io.stackstate.model.handler.Silence;
import io.stackstate.model.notification.DeadLetter;
import io.stackstate.model.notification.GroupState;
import io.stackstate.model.notification.HandlerStatus;
import io.stackstate.model.notification.NotificationKey;
import io.stackstate.model.notification.OutputStatus;
import io.stackstate.model.notification.RequestResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What {@code automation} last stored of event handlers. Thread-safe. */
public final class NotificationBoard {
  private final Map<String, HandlerStatus> handlers = new TreeMap<>();
  private final Map<String, Map<String, GroupState>> groups = new TreeMap<>();
  private final Map<String, Map<String, OutputStatus>> outputs = new TreeMap<>();
  private final Map<String, Map<List<String>, DeadLetter>> dead = new TreeMap<>();
  private final Map<String, Silence> silences = new TreeMap<>();
  private final Map<String, RequestResult> results = new TreeMap<>();
  private boolean complete;

  /** Takes the newest state under a key; null when it is gone. */
  public synchronized void apply(NotificationKey key, Object value) {
    String first = key.part(0);
    switch (key.kind()) {
      case HANDLER -> {
        set(handlers, first, (HandlerStatus) value);
        notifyAll();
      }
      case GROUP -> set(of(groups, first), key.part(1), (GroupState) value);
      case OUTPUT -> set(of(outputs, first), key.part(1), (OutputStatus) value);
      case DEAD ->
          set(
              dead.computeIfAbsent(
                  first, id -> new TreeMap<>(Comparator.comparing(String::valueOf))),
              key.parts(),
              (DeadLetter) value);
      case SILENCE -> set(silences, first, (Silence) value);
      case RESULT -> {
        set(results, first, (RequestResult) value);
        notifyAll();
      }
      case OUTBOX, RECENT -> {}
    }
  }

  private static <T> Map<String, T> of(Map<String, Map<String, T>> all, String handler) {
    return all.computeIfAbsent(handler, id -> new TreeMap<>());
  }

  private static <K, T> void set(Map<K, T> map, K key, T value) {
    if (value == null) {
      map.remove(key);
    } else {
      map.put(key, value);
    }
  }

  /** From now on what is not here does not exist, rather than being not read yet. */
  public synchronized void markComplete() {
    complete = true;
  }

  public synchronized boolean isComplete() {
    return complete;
  }

  /** Empty when no service executes the handler. */
  public synchronized Optional<HandlerStatus> handler(long id) {
    return Optional.ofNullable(handlers.get(Long.toString(id)));
  }

  /** The notifications of a handler, the pending ones included, by time. */
  synchronized List<GroupState> groups(long id) {
    return groups.getOrDefault(Long.toString(id), Map.of()).values().stream()
        .sorted(Comparator.comparingLong(GroupState::since))
        .toList();
  }

  /** The notification with this id, while it is open. */
  public synchronized Optional<GroupState> notification(String notificationId) {
    return groups.values().stream()
        .flatMap(of -> of.values().stream())
        .filter(group -> notificationId.equals(group.notificationId()))
        .findFirst();
  }

  /** By name. */
  public synchronized Map<String, OutputStatus> outputs(long id) {
    return new TreeMap<>(outputs.getOrDefault(Long.toString(id), Map.of()));
  }

  /** By time, the newest first. */
  synchronized List<DeadLetter> deadLetters(long id) {
    List<DeadLetter> all = new ArrayList<>(dead.getOrDefault(Long.toString(id), Map.of()).values());
    all.sort(Comparator.comparingLong(DeadLetter::failedAt).reversed());
    return all;
  }

  synchronized List<Silence> silences() {
    return List.copyOf(silences.values());
  }

  /** Waits until a service knows a handler, or the time is up. */
  public synchronized void awaitHandler(long id, long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    long left = millis;
    while (!handlers.containsKey(Long.toString(id)) && left > 0) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }
  }

  /**
   * Waits for what comes of a request.
   *
   * @return empty when the time is up
   */
  synchronized Optional<RequestResult> await(String requestId, long millis)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    long left = millis;
    while (!results.containsKey(requestId) && left > 0) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }
    return Optional.ofNullable(results.get(requestId));
  }
}
