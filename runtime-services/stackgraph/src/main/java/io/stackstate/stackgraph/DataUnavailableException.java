package io.stackstate.stackgraph;

/** The instant that was asked for lies before the history that is kept (query sheet, 12.2). */
public final class DataUnavailableException extends Exception {
  private final long unavailableAtMillis;
  private final long availableSinceMillis;

  public DataUnavailableException(long unavailableAtMillis, long availableSinceMillis) {
    super(
        "there is no history at "
            + unavailableAtMillis
            + "; it is available since "
            + availableSinceMillis);
    this.unavailableAtMillis = unavailableAtMillis;
    this.availableSinceMillis = availableSinceMillis;
  }

  /** The instant that was asked for, epoch milliseconds. */
  public long unavailableAtMillis() {
    return unavailableAtMillis;
  }

  /** The earliest instant that can be asked for, epoch milliseconds. */
  public long availableSinceMillis() {
    return availableSinceMillis;
  }
}
