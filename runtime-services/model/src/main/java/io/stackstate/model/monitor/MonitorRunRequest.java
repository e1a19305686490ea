package io.stackstate.model.monitor;

/**
 * A run that somebody asks for: a record value of {@code sts_internal_monitor_requests}. It brings
 * the definitions, so that what was stored a moment ago is what runs; or the states that somebody
 * else found.
 *
 * @param correlation names the request, as the key of the record and in its result
 * @param monitor the text of the monitor's JSON object
 * @param function likewise of its function
 * @param dryRun whether the states are only told, not published
 * @param deadlineMillis after which nobody waits for the result, epoch milliseconds
 * @param publication the states; null for a run
 */
public record MonitorRunRequest(
    String correlation,
    String monitor,
    String function,
    boolean dryRun,
    long deadlineMillis,
    MonitorPublication publication) {

  /** A run. */
  public MonitorRunRequest(
      String correlation, String monitor, String function, boolean dryRun, long deadlineMillis) {
    this(correlation, monitor, function, dryRun, deadlineMillis, null);
  }
}
