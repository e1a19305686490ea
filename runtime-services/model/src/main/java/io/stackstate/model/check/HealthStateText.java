package io.stackstate.model.check;

import io.stackstate.model.change.HealthState;
import java.util.Optional;

/** The names of health states as agents write them (health sheet, section 2.3). */
public final class HealthStateText {
  private HealthStateText() {}

  /** The state of that name in any case; empty when there is none that agents may send. */
  public static Optional<HealthState> parse(String text) {
    return Optional.ofNullable(CheckFields.state(text, null));
  }
}
