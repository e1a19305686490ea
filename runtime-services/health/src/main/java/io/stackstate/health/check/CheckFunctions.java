package io.stackstate.health.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.health.CheckDetails;
import java.util.List;
import java.util.Map;

/** Calls the check functions of the settings. One thread. */
public interface CheckFunctions {

  /** There are none. */
  CheckFunctions NONE =
      (function, arguments, data, anomaly) ->
          Answer.failed("check function %d does not exist".formatted(function));

  /** What a stream holds now: of each point or event {@code timestamp} and {@code point}. */
  @FunctionalInterface
  interface Data {
    List<Map<String, Object>> of(long stream);
  }

  /**
   * What a function said (health sheet, section 2.2).
   *
   * @param health null: no change
   * @param message null when it gave none
   * @param expiresAfterMillis how long the state stays; 0 when it does
   * @param expireTo the state that then comes; null when it stays
   * @param details what else it said; null for nothing
   * @param error why it said nothing; null when it did not fail
   */
  record Answer(
      HealthState health,
      String message,
      long expiresAfterMillis,
      HealthState expireTo,
      CheckDetails details,
      String error) {
    public static Answer failed(String error) {
      return new Answer(null, null, 0, null, null, error);
    }
  }

  /**
   * Calls one; never throws.
   *
   * @param function the id of its settings node
   * @param arguments a JSON list
   * @param anomaly the event that it is called for; null when it is called for streams
   */
  Answer call(long function, JsonNode arguments, Data data, Anomaly anomaly);
}
