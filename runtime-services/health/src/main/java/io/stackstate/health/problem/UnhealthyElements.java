package io.stackstate.health.problem;

import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.LongObjectHashMap;
import com.fasterxml.jackson.core.JsonParser;
import io.stackstate.model.Json;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Problem;
import io.stackstate.topology.TopologySnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The elements whose newest health record is unhealthy, whether the element is in the topology or
 * not. One thread.
 */
final class UnhealthyElements {
  private final LongObjectHashMap<Unhealthy> elements = new LongObjectHashMap<>();

  /**
   * A health record came.
   *
   * @param record null when it was deleted
   * @return whether the element is unhealthy by itself, or was
   */
  boolean follow(long id, byte[] record, long timeMillis) {
    Unhealthy before = elements.get(id);
    if (record == null || !Unhealthy.isUnhealthy(own(record))) {
      elements.remove(id);
      return before != null;
    }
    elements.put(id, Unhealthy.of(health(record), before, timeMillis));
    return true;
  }

  /** Takes over the times that the last process wrote. */
  void remember(Problem.Cause cause) {
    Unhealthy now = elements.get(cause.elementId());
    if (now != null) {
      elements.put(cause.elementId(), now.remembering(cause));
    }
  }

  /** What is wrong with an element by itself; null when nothing is. */
  Unhealthy get(long id) {
    return elements.get(id);
  }

  LongArrayList ids() {
    return new LongArrayList(elements.keys());
  }

  /** Whether the element is there, and unhealthy by itself or by what it depends on. */
  boolean isAffected(TopologySnapshot topology, long id) {
    return Unhealthy.isUnhealthy(topology.propagatedHealth(id))
        || elements.containsKey(id)
            && (topology.componentOrdinal(id) >= 0 || topology.relationOrdinal(id) >= 0);
  }

  /** Most records tell of propagated health alone, and only this field of them is read. */
  private static HealthState own(byte[] record) {
    try (JsonParser json = Json.mapper().getFactory().createParser(record)) {
      json.nextToken();
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        json.nextToken();
        if (name.equals("own")) {
          return HealthState.valueOf(json.getText());
        }
        json.skipChildren();
      }
      return HealthState.UNKNOWN;
    } catch (IOException e) {
      throw new UncheckedIOException("the reader of the log has checked the record", e);
    }
  }

  private static Health health(byte[] record) {
    try {
      return Json.mapper().readValue(record, Health.class);
    } catch (IOException e) {
      throw new UncheckedIOException("the reader of the log has checked the record", e);
    }
  }
}
