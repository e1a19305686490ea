package io.stackstate.api.health;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.api.check.CheckBoard;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.health.CheckState;
import io.stackstate.model.health.SubStreamState;
import io.stackstate.topology.TopologySnapshot;
import java.io.IOException;
import java.util.List;

/** One health stream as its owner reports it, whether it exists or not. Immutable. */
public final class StreamReport {
  private final List<SubStreamState> subStreams;
  private final TopologyMatches matches;
  private final int states;
  private final long nowMillis;

  private StreamReport(
      List<SubStreamState> subStreams, int states, TopologyMatches matches, long nowMillis) {
    this.subStreams = subStreams;
    this.matches = matches;
    this.states = states;
    this.nowMillis = nowMillis;
  }

  /**
   * @param checks the states at elements
   */
  public static StreamReport of(
      HealthBoard board, String urn, TopologySnapshot topology, CheckBoard checks, long nowMillis) {
    List<SubStreamState> subStreams =
        board.stream(urn).map(HealthBoard.View::subStreams).orElse(List.of());
    List<CheckState> states = board.states(urn, null);
    TopologyMatches matches = TopologyMatches.of(urn, states, topology, checks);
    return new StreamReport(subStreams, states.size(), matches, nowMillis);
  }

  /** How many states it has. */
  public int states() {
    return states;
  }

  /** How many states of this health found an element. */
  public int matched(HealthState health) {
    return matches.matched().getOrDefault(health, 0);
  }

  /** How many states found no element. */
  public int unmatched() {
    return matches.unmatched().size();
  }

  /** Writes {@code HealthStreamMetrics}. */
  public void writeMetrics(JsonGenerator out, String field) throws IOException {
    out.writeFieldName(field);
    HealthStreamWriter.metrics(out, subStreams, nowMillis);
  }

  /** Writes {@code TopologyMatchResult}. */
  public void writeMatches(JsonGenerator out, String field) throws IOException {
    out.writeFieldName(field);
    HealthStreamWriter.matches(out, matches);
  }
}
