package io.stackstate.automation.engine;

import io.stackstate.automation.engine.EntryKey.OutputKey;
import io.stackstate.model.notification.DeadLetter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Messages that were given up; of each output the newest ones. For one thread. */
final class DeadLetters {
  private static final int MOST = 500;

  private final Records records;
  private final Map<OutputKey, LinkedHashMap<String, DeadLetter>> letters = new LinkedHashMap<>();

  DeadLetters(Records records) {
    this.records = records;
  }

  void restore(EntryKey key, DeadLetter letter) {
    of(key.outputKey()).put(place(letter), letter);
  }

  void add(EntryKey key, DeadLetter letter) {
    Map<String, DeadLetter> all = of(key.outputKey());
    all.put(place(letter), letter);
    records.put(key.dead(letter.sequence()), letter);
    if (all.size() > MOST) {
      remove(all.values().iterator().next());
    }
  }

  /** Takes those that are wanted out. */
  List<DeadLetter> take(Predicate<DeadLetter> wanted) {
    List<DeadLetter> taken = new ArrayList<>();
    letters.values().forEach(all -> all.values().stream().filter(wanted).forEach(taken::add));
    taken.forEach(this::remove);
    return taken;
  }

  void forget(OutputKey key) {
    List.copyOf(of(key).values()).forEach(this::remove);
    letters.remove(key);
  }

  private void remove(DeadLetter letter) {
    EntryKey key = key(letter);
    of(key.outputKey()).remove(place(letter));
    records.delete(key.dead(letter.sequence()));
  }

  static EntryKey key(DeadLetter letter) {
    return new EntryKey(letter.handler(), letter.output(), letter.notificationId());
  }

  private static String place(DeadLetter letter) {
    return letter.notificationId() + "/" + letter.sequence();
  }

  private Map<String, DeadLetter> of(OutputKey key) {
    return letters.computeIfAbsent(key, k -> new LinkedHashMap<>());
  }
}
