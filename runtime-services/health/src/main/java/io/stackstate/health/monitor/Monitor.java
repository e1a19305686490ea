package io.stackstate.health.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.model.monitor.MonitorInterval;
import java.time.Duration;

/**
 * A monitor as its settings node defines it.
 *
 * @param function the id of its function
 * @param arguments in either form, see {@link MonitorArguments}
 * @param interval from the end of a run to the beginning of the next, at least a second
 * @param remediationHint markdown; empty when there is none
 */
public record Monitor(
    long id,
    String name,
    long function,
    JsonNode arguments,
    Duration interval,
    boolean enabled,
    String remediationHint) {

  /**
   * Reads the JSON object of the node.
   *
   * @throws InvalidMonitorException naming the field that is wrong
   */
  public static Monitor read(JsonNode node) throws InvalidMonitorException {
    JsonNode interval = node.path("intervalSeconds");
    if (!interval.isIntegralNumber() || !MonitorInterval.isValid(interval.longValue())) {
      throw new InvalidMonitorException(
          "intervalSeconds: found " + found(interval) + ", expected " + MonitorInterval.expected());
    }
    JsonNode function = node.path("function");
    if (!function.isIntegralNumber()) {
      throw new InvalidMonitorException(
          "function: found " + found(function) + ", expected the id of a MonitorFunction");
    }
    return new Monitor(
        node.path("id").longValue(),
        node.path("name").asText(""),
        function.longValue(),
        node.path("arguments"),
        Duration.ofSeconds(interval.longValue()),
        isEnabled(node),
        node.path("remediationHint").asText(""));
  }

  /** Whether it is to run at all; a monitor that nobody enabled is not. */
  public static boolean isEnabled(JsonNode node) {
    return "ENABLED".equals(node.path("status").asText(""));
  }

  static String found(JsonNode value) {
    return value.isMissingNode() || value.isNull() ? "nothing" : value.toString();
  }
}
