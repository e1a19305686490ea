package io.stackstate.api.cause;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a query shows of the causes that lie outside of its result (health sheet, section 7.5). */
public enum RootCauseMode {
  /** Nothing. */
  NO_CAUSE,
  /** The root causes of what is unhealthy in the result. */
  CAUSE_ONLY,
  /** All that an unhealthy state in the result comes from. */
  FULL_CAUSE_TREE;

  /** How the choices are written. */
  public static final String EXPECTED = "no-cause, cause-only or full-cause-tree";

  /** Reads {@code cause-only} as well as {@code CAUSE_ONLY}; empty when it is something else. */
  public static Optional<RootCauseMode> of(String text) {
    String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(values())
        .filter(mode -> mode.name().equals(name) || mode == NO_CAUSE && name.equals("NONE"))
        .findFirst();
  }
}
