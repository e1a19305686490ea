package io.stackstate.health.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.model.monitor.MonitorInterval;
import io.stackstate.model.monitor.MonitorPublication;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The monitors and monitor functions that settings have. For one thread. */
public final class MonitorDefinitions {
  /** The types of settings nodes that it is made of. */
  public static final Set<String> TYPES = Set.of("Monitor", "MonitorFunction");

  private final Map<Long, JsonNode> monitors = new TreeMap<>();
  private final Map<Long, JsonNode> functions = new TreeMap<>();
  private final Set<Long> enabled = new TreeSet<>();

  /**
   * Takes a node over as it is now.
   *
   * @param type one of {@link #TYPES}
   * @param definition its JSON object; null when it is gone
   */
  public void apply(String type, long id, JsonNode definition) {
    Map<Long, JsonNode> nodes = type.equals("Monitor") ? monitors : functions;
    if (definition == null) {
      nodes.remove(id);
    } else {
      nodes.put(id, definition);
    }
    if (nodes == monitors) {
      if (definition != null && Monitor.isEnabled(definition)) {
        enabled.add(id);
      } else {
        enabled.remove(id);
      }
    }
  }

  /** The ids of the monitors that are to run; follows what is applied. */
  public Set<Long> enabled() {
    return Collections.unmodifiableSet(enabled);
  }

  public boolean exists(long monitor) {
    return monitors.containsKey(monitor);
  }

  /** Whether others publish the states of this monitor, which must be there, so it is not run. */
  public boolean isExternal(long monitor) {
    JsonNode function = functions.get(monitors.get(monitor).path("function").asLong());
    return function != null
        && function.path("identifier").asText().equals(MonitorPublication.FUNCTION);
  }

  /** The JSON object of this monitor, which must be there. */
  JsonNode monitor(long id) {
    return monitors.get(id);
  }

  /** A run of this monitor, which must be there, as it is defined now. */
  public MonitorRun run(long monitor) {
    JsonNode node = monitors.get(monitor);
    return new MonitorRun(monitor, node, functions.get(node.path("function").asLong()));
  }

  /** Seconds between the end of a run and the next; what is not valid is tried each minute. */
  public long intervalSeconds(long monitor) {
    long seconds = monitors.get(monitor).path("intervalSeconds").asLong();
    return MonitorInterval.isValid(seconds) ? seconds : 60;
  }
}
