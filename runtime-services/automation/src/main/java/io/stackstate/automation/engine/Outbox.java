package io.stackstate.automation.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.automation.engine.EntryKey.OutputKey;
import io.stackstate.automation.output.FailureCategory;
import io.stackstate.automation.output.Outcome;
import io.stackstate.model.notification.DeadLetter;
import io.stackstate.model.notification.Outgoing;
import io.stackstate.model.notification.OutputStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be sent, by the rules of the health sheet, section 13.3: the newest message wins, one
 * at a time per notification and output, retried until it is given up. For one thread.
 */
public final class Outbox {
  private static final String AUTH = "AuthFailed";
  private static final String GONE = "Gone";

  private final RetryPolicy retry;
  private final Records records;
  private final Map<EntryKey, Entry> entries = new LinkedHashMap<>();

  private final Waiting waiting = new Waiting();
  private final Map<OutputKey, OutputStatus> outputs = new HashMap<>();
  private final DeadLetters dead;

  Outbox(RetryPolicy retry, Records records) {
    this.retry = retry;
    this.records = records;
    this.dead = new DeadLetters(records);
  }

  /** A message that is due. */
  public record Due(EntryKey key, int sequence, JsonNode message, Optional<String> reference) {}

  void restore(EntryKey key, Outgoing stored) {
    keep(key, Entry.of(stored));
  }

  void restore(OutputKey key, OutputStatus stored) {
    outputs.put(key, stored);
  }

  DeadLetters dead() {
    return dead;
  }

  /**
   * How an output is defined; a new definition forgets what the old one suffered from, and is tried
   * at once.
   */
  void define(OutputKey key, OutputStatus fresh) {
    OutputStatus known = outputs.get(key);
    if (known == null || !known.definition().equals(fresh.definition())) {
      outputs.put(key, fresh);
      records.put(key.stored(), fresh);
      waiting.hurry(key);
    }
  }

  /** How messages get to an output; empty when nothing is known of it. */
  public Optional<OutputStatus> output(OutputKey key) {
    return Optional.ofNullable(outputs.get(key));
  }

  /** The outputs of a handler that anything is known of. */
  List<OutputKey> outputsOf(long handler) {
    return outputs.keySet().stream().filter(key -> key.handler() == handler).toList();
  }

  /**
   * Forgets an output that its handler does not have any more, once it has all messages.
   *
   * @return whether it is forgotten
   */
  boolean retire(OutputKey key) {
    boolean done = entries.keySet().stream().noneMatch(entry -> entry.outputKey().equals(key));
    if (done && outputs.remove(key) != null) {
      records.delete(key.stored());
      dead.forget(key);
    }
    return done;
  }

  /**
   * Takes a message; false when its output is switched off.
   *
   * @param last whether none follows
   */
  boolean put(EntryKey key, ObjectNode message, int sequence, boolean last, long now) {
    OutputStatus status = outputs.get(key.outputKey());
    if (status == null || status.disabled() != null) {
      drop(key);
      return false;
    }
    Entry entry = entries.get(key);
    boolean closes = "CLOSE".equals(message.path("transition").asText());
    if (closes && (entry == null || entry.unseen())) {
      drop(key);
      return true;
    }
    if (entry == null) {
      entry = new Entry();
    }
    entry.replace(message, sequence, last, now);
    keep(key, entry);
    records.put(key.stored(), entry.stored());
    return true;
  }

  private void keep(EntryKey key, Entry entry) {
    entries.put(key, entry);
    if (entry.message != null) {
      waiting.add(key, entry);
    }
  }

  private void drop(EntryKey key) {
    waiting.remove(key);
    if (entries.remove(key) != null) {
      records.delete(key.stored());
    }
  }

  /**
   * What is to be sent now, and is on its way from now on.
   *
   * @param perOutput how many are on their way to one output at most, what is not noted included
   * @param most how many are on their way at all
   */
  List<Due> due(long now, int perOutput, int most) {
    List<Due> due = new ArrayList<>();
    waiting.launch(
        now,
        perOutput,
        most,
        (key, entry) ->
            due.add(
                new Due(key, entry.sequence, entry.message, Optional.ofNullable(entry.reference))));
    return due;
  }

  /** What became of a message that was on its way. */
  void finished(EntryKey key, JsonNode message, Outcome outcome, long now) {
    Entry entry = entries.get(key);
    if (entry == null) {
      return;
    }
    int sent = entry.inFlight;
    waiting.landed(key, entry);
    OutputStatus status = outputs.get(key.outputKey());
    if (outcome instanceof Outcome.Delivered delivered) {
      status(key, status.success(now));
      delivered(key, entry, sent, delivered, now);
    } else if (outcome instanceof Outcome.Retry failed) {
      Duration asked = failed.after().orElse(Duration.ZERO);
      // Who has too much to do has so whatever the message; the others try for themselves later.
      waiting.hold(key.outputKey(), now + Math.min(asked.toMillis(), retry.most().toMillis()));
      failed(key, entry, failed.category().text(), failed.message(), asked, now);
    } else if (outcome instanceof Outcome.AuthFailed failed) {
      failed(key, entry, AUTH, failed.message(), retry.slow(), now);
    } else if (outcome instanceof Outcome.Refused refused) {
      status(key, status.failure(refused.category().text(), refused.message(), now));
      bury(key, entry, sent, refused.category().text(), refused.message(), message, now);
      goOn(key, entry, sent, now);
    } else if (outcome instanceof Outcome.Gone gone) {
      status(key, status.failure(GONE, gone.message(), now).disable(gone.message()));
      bury(key, entry, sent, GONE, gone.message(), message, now);
      drop(key);
    }
  }

  /** The definition of the output is wrong: nothing can be sent. */
  public void undeliverable(EntryKey key, String problem, long now) {
    Entry entry = entries.get(key);
    if (entry != null) {
      waiting.landed(key, entry);
      String category = FailureCategory.CONTENT.text();
      status(key, outputs.get(key.outputKey()).failure(category, problem, now));
      bury(key, entry, entry.sequence, category, problem, entry.message, now);
      goOn(key, entry, entry.sequence, now);
    }
  }

  private void delivered(
      EntryKey key, Entry entry, int sent, Outcome.Delivered delivered, long now) {
    entry.delivered = true;
    entry.uncertain = false;
    entry.reference = delivered.remoteReference().orElse(entry.reference);
    goOn(key, entry, sent, now);
  }

  /**
   * Done with a message. What came meanwhile is next; and a receiver that has something open is to
   * be told of its end, whatever became of a change of it.
   */
  private void goOn(EntryKey key, Entry entry, int sent, long now) {
    entry.attempts = 0;
    entry.firstAttemptAt = 0;
    entry.error = null;
    boolean newer = entry.sequence != sent;
    if (newer ? entry.closes() && entry.unseen() : entry.last || !entry.delivered) {
      drop(key);
      return;
    }
    if (newer) {
      entry.dueAt = now;
    } else {
      entry.message = null;
      waiting.remove(key);
    }
    records.put(key.stored(), entry.stored());
  }

  private void failed(
      EntryKey key, Entry entry, String category, String message, Duration asked, long now) {
    status(key, outputs.get(key.outputKey()).failure(category, message, now));
    if (entry.closes() && entry.unseen()) {
      drop(key);
      return;
    }
    entry.attempts++;
    entry.error = category + ": " + message;
    if (entry.firstAttemptAt == 0) {
      entry.firstAttemptAt = now;
    }
    if (now - entry.firstAttemptAt >= retry.giveUp().toMillis()) {
      bury(key, entry, entry.sequence, category, message, entry.message, now);
      goOn(key, entry, entry.sequence, now);
      return;
    }
    entry.dueAt = now + Math.max(asked.toMillis(), retry.delayMillis(entry.attempts));
    records.put(key.stored(), entry.stored());
  }

  /** Makes a dead letter of a message that was given up. */
  private void bury(
      EntryKey key,
      Entry entry,
      int sequence,
      String category,
      String error,
      JsonNode message,
      long now) {
    dead.add(
        key,
        new DeadLetter(
            key.handler(),
            key.output(),
            key.notificationId(),
            sequence,
            entry.last && sequence == entry.sequence,
            category,
            error,
            entry.attempts + 1,
            now,
            entry.reference,
            message));
  }

  /** Tries a dead letter again, unless its notification has gone on. */
  void redrive(EntryKey key, DeadLetter letter, long now) {
    Entry known = entries.get(key);
    boolean gone = known != null && (known.message != null || known.sequence > letter.sequence());
    if (gone || !(letter.message() instanceof ObjectNode message)) {
      return;
    }
    Entry entry = known == null ? new Entry() : known;
    if (known == null) {
      entry.delivered = letter.reference() != null;
      entry.reference = letter.reference();
      entry.uncertain = true;
    }
    boolean last = letter.last();
    entry.replace(message, letter.sequence(), last, now);
    keep(key, entry);
    records.put(key.stored(), entry.stored());
  }

  private void status(EntryKey key, OutputStatus status) {
    status(key.outputKey(), status);
  }

  private void status(OutputKey key, OutputStatus status) {
    outputs.put(key, status);
    records.put(key.stored(), status);
  }

  /** What became of a call that carries no notification. */
  public void called(OutputKey key, Outcome outcome, long now) {
    OutputStatus status = outputs.get(key);
    if (status == null) {
      return;
    }
    if (outcome instanceof Outcome.Delivered) {
      status(key, status.success(now));
    } else if (outcome instanceof Outcome.Retry failed) {
      status(key, status.failure(failed.category().text(), failed.message(), now));
    } else if (outcome instanceof Outcome.Refused refused) {
      status(key, status.failure(refused.category().text(), refused.message(), now));
    } else if (outcome instanceof Outcome.AuthFailed failed) {
      status(key, status.failure(AUTH, failed.message(), now));
    } else if (outcome instanceof Outcome.Gone gone) {
      status(key, status.failure(GONE, gone.message(), now).disable(gone.message()));
    }
  }

  /** For how long the oldest message waits, in milliseconds; 0 when none does. */
  public long ageMillis(long now) {
    return now - waiting.since(now);
  }

  /** How many messages wait or are on their way. */
  public long waiting() {
    return waiting.count();
  }
}
