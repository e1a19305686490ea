package io.stackstate.health.kafka;

import io.stackstate.health.check.CheckChange;
import io.stackstate.health.check.CheckedElement;
import io.stackstate.health.outcome.Outcome.Position;
import io.stackstate.model.settings.SettingsNodeName;
import java.util.ArrayList;
import java.util.List;

/**
 * Between the thread of the service and the one that evaluates checks: there go definitions, back
 * come states with the position of the input that they follow from. Thread-safe.
 */
final class CheckMailbox {
  private static final int MAX_WAITING = 100_000;

  private List<CheckedElement> defined = new ArrayList<>();
  private List<ChangedFunction> functions = new ArrayList<>();
  private List<CheckChange> changes = new ArrayList<>();
  private List<Position> positions = List.of();
  private Throwable failure;
  private boolean closed;

  /**
   * What was decided.
   *
   * @param positions of the input when the last of it was decided
   */
  record Decided(List<CheckChange> changes, List<Position> positions) {}

  /**
   * A check function as it is now.
   *
   * @param node null when it is gone
   */
  record ChangedFunction(long id, SettingsNodeName node) {}

  /** Never waits. */
  synchronized void define(List<CheckedElement> elements) {
    defined.addAll(elements);
  }

  synchronized List<CheckedElement> takeDefined() {
    List<CheckedElement> taken = defined;
    defined = new ArrayList<>();
    return taken;
  }

  /** A check function has changed; never waits. */
  synchronized void define(ChangedFunction function) {
    functions.add(function);
  }

  synchronized List<ChangedFunction> takeFunctions() {
    List<ChangedFunction> taken = functions;
    functions = new ArrayList<>();
    return taken;
  }

  /** Waits while too much of what was decided before is not yet taken. */
  synchronized void decided(List<CheckChange> more, List<Position> at) throws InterruptedException {
    while (changes.size() > MAX_WAITING && !closed) {
      wait();
    }
    changes.addAll(more);
    positions = at;
  }

  /** Nothing more will be decided. */
  synchronized void failed(Throwable reason) {
    failure = reason;
  }

  /**
   * Never waits.
   *
   * @throws IllegalStateException when nothing more will be decided
   */
  synchronized Decided take() {
    if (failure != null) {
      throw new IllegalStateException("checks are no longer evaluated", failure);
    }
    Decided taken = new Decided(changes, positions);
    changes = new ArrayList<>();
    notifyAll();
    return taken;
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }

  synchronized boolean isClosed() {
    return closed;
  }
}
