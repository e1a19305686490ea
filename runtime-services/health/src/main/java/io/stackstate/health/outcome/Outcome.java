package io.stackstate.health.outcome;

import io.stackstate.model.change.Change;
import io.stackstate.model.intake.TopologyEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a round comes to: collected by those who take part in it, then written. Changes go into
 * transactions of bounded size, the events that tell of a change into the one with the change;
 * everything else goes into the last transaction of the round. For one thread.
 */
public final class Outcome {
  private final List<Told> changes = new ArrayList<>();
  private final List<TopologyEvent> events = new ArrayList<>();
  private final List<StateRecord> records = new ArrayList<>();

  /**
   * A change of the log and the events that tell of it.
   *
   * @param source makes the events, once, when the change is written: a wave that reaches most of a
   *     large topology need not hold them all
   */
  public record Told(Change change, Supplier<List<TopologyEvent>> source) {
    public List<TopologyEvent> events() {
      return source.get();
    }
  }

  /** A change of the log with the events that tell of it, if any. */
  public void change(Change change, List<TopologyEvent> events) {
    List<TopologyEvent> all = List.copyOf(events);
    changes.add(new Told(change, () -> all));
  }

  /**
   * The same with events that are made when they are written.
   *
   * @param events asked before the next round begins
   */
  public void change(Change change, Supplier<List<TopologyEvent>> events) {
    changes.add(new Told(change, events));
  }

  /** An event that tells of no change of the log. */
  public void event(TopologyEvent event) {
    events.add(event);
  }

  /** A record of another topic. */
  public void record(StateRecord record) {
    records.add(record);
  }

  public List<Told> changes() {
    return changes;
  }

  public List<TopologyEvent> events() {
    return events;
  }

  public List<StateRecord> records() {
    return records;
  }

  public boolean isEmpty() {
    return changes.isEmpty() && events.isEmpty() && records.isEmpty();
  }
}
