package io.stackstate.model.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What a check function said besides a state and a message (health sheet, sections 1.3 and 2.2).
 *
 * @param detailedMessage markdown; null when there is none
 * @param causingEvents in the order of the function
 * @param data the text of a JSON object; null when there is none
 * @param runState null when it said none; it is no part of health
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CheckDetails(
    String detailedMessage, List<CausingEvent> causingEvents, String data, String runState) {

  public CheckDetails {
    causingEvents = causingEvents == null ? List.of() : List.copyOf(causingEvents);
  }

  /**
   * What is known after a function has said more: of what it did not say, only the run state stays,
   * and all of it when it left the state as it was.
   *
   * @param before null for nothing, as in the result
   * @param said null for nothing
   * @param keeps whether it left the state as it was
   */
  public static CheckDetails after(CheckDetails before, CheckDetails said, boolean keeps) {
    if (before == null || said == null && keeps) {
      return said == null ? before : said;
    }
    String runState = said == null || said.runState() == null ? before.runState() : said.runState();
    CheckDetails rest = keeps ? before : said;
    if (rest == null) {
      return runState == null ? null : new CheckDetails(null, List.of(), null, runState);
    }
    return new CheckDetails(rest.detailedMessage(), rest.causingEvents(), rest.data(), runState);
  }

  /**
   * An event that explains the state.
   *
   * @param title null when not said
   * @param eventId null when not said
   * @param eventTimestamp epoch milliseconds; 0 when not said
   * @param eventType null when not said
   */
  public record CausingEvent(String title, String eventId, long eventTimestamp, String eventType) {}
}
