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
  private final List<Position> positions = new ArrayList<>();
  private long oldest;

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

  /**
   * How far a partition of the input was read.
   *
   * @param next the offset of the first record that a restart has to read
   */
  public record Position(String topic, int partition, long next) {}

  /** A change of the log with the events that tell of it, if any. */
  public void change(Change change, List<TopologyEvent> events) {
    List<TopologyEvent> all = List.copyOf(events);
    changes.add(new Told(change, () -> all));
  }

  /**
   * The same with events that are made when they are written.
   *
   * @param events asked before the next round begins, on any thread
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

  /** Reading goes on from here after a restart. */
  public void position(Position position) {
    positions.add(position);
  }

  /**
   * When something that this comes from was received.
   *
   * @param receivedMillis epoch milliseconds
   */
  public void cameFrom(long receivedMillis) {
    oldest = oldest == 0 ? receivedMillis : Math.min(oldest, receivedMillis);
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

  public List<Position> positions() {
    return positions;
  }

  /** When the oldest of what this comes from was received, epoch milliseconds; 0 if unknown. */
  public long oldest() {
    return oldest;
  }

  /** Whether there is nothing to write. */
  public boolean isEmpty() {
    return changes.isEmpty() && events.isEmpty() && records.isEmpty() && positions.isEmpty();
  }
}
