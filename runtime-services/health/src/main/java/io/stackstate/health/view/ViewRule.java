package io.stackstate.health.view;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.model.change.HealthState;

/** Decides the health of views by functions. */
public interface ViewRule {
  /**
   * @param function the id of the settings node of the function
   * @param arguments as the view has them
   */
  Verdict decide(long function, JsonNode arguments, ViewContent content);

  /**
   * What a function comes to.
   *
   * @param state UNKNOWN, CLEAR, DEVIATING or CRITICAL; UNKNOWN with an error
   * @param error null when there is none
   */
  record Verdict(HealthState state, String error) {
    public static Verdict of(HealthState state) {
      return new Verdict(state, null);
    }

    public static Verdict failed(String error) {
      return new Verdict(HealthState.UNKNOWN, error);
    }
  }
}
