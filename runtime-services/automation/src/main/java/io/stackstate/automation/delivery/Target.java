package io.stackstate.automation.delivery;

import io.stackstate.automation.output.Delivery;

/**
 * An output as it was defined when messages were given to it. One that has been replaced is closed
 * when the last message on its way has arrived: closing it earlier would fail that one.
 * Thread-safe.
 */
final class Target {
  private final String definition;
  private final Delivery delivery;
  private int users;
  private boolean replaced;

  Target(String definition, Delivery delivery) {
    this.definition = definition;
    this.delivery = delivery;
  }

  String definition() {
    return definition;
  }

  /** To be used; {@link #end} must follow. */
  synchronized Delivery begin() {
    users++;
    return delivery;
  }

  synchronized void end() {
    users--;
    closeUnused();
  }

  /** Another one has taken its place. */
  synchronized void replace() {
    replaced = true;
    closeUnused();
  }

  private void closeUnused() {
    if (replaced && users == 0) {
      delivery.close();
    }
  }

  /** Closes it whoever uses it. */
  void close() {
    delivery.close();
  }
}
