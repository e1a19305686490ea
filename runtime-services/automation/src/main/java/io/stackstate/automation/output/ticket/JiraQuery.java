package io.stackstate.automation.output.ticket;

import java.time.Duration;
import java.util.Optional;

/**
 * How issues are found again. Pure.
 *
 * @param reopenWindow how long ago an issue may have been resolved; empty: only open ones count
 * @param wontFix a resolution that keeps an issue from being found
 */
record JiraQuery(String project, Optional<Duration> reopenWindow, Optional<String> wontFix) {

  /** The issue to go on with, the open one first. */
  String toOpen(String label) {
    String state =
        reopenWindow
            .map(
                window ->
                    "(statusCategory != Done OR resolutiondate >= -" + window.toMinutes() + "m)")
            .orElse("statusCategory != Done");
    // "!=" alone would also leave out all that have no resolution.
    return wontFix
            .map(name -> "(resolution is EMPTY OR resolution != " + quoted(name) + ") AND ")
            .orElse("")
        + query(state, label);
  }

  String toClose(String label) {
    return query("statusCategory != Done", label);
  }

  private String query(String state, String label) {
    return state
        + " AND project = "
        + quoted(project)
        + " AND labels = "
        + quoted(label)
        + " ORDER BY status ASC, resolutiondate DESC";
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
