package io.stackstate.functions.api;

import io.stackstate.functions.sandbox.PlainValue;
import io.stackstate.topology.TopologySnapshot;
import java.util.Map;

/** One state of the topology, which scripts hand on and cannot look into. */
public final class TimeSlice implements PlainValue {
  private final TopologySnapshot snapshot;

  TimeSlice(TopologySnapshot snapshot) {
    this.snapshot = snapshot;
  }

  TopologySnapshot snapshot() {
    return snapshot;
  }

  @Override
  public Object toPlain() {
    return Map.of("_type", "TimeSlice", "timestamp", snapshot.timeMillis());
  }
}
