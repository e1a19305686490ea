package io.stackstate.api.problem;

import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.scope.Scope;
import io.stackstate.api.topology.ElementErrors;
import io.stackstate.api.topology.Topologies;
import io.stackstate.model.ElementId;
import io.stackstate.model.change.Problem;
import io.stackstate.stackgraph.DataUnavailableException;
import io.stackstate.topology.TopologySnapshot;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;

/** Finds the problem that a request names, at the time that it names. */
final class ProblemLookup {
  private final Topologies topologies;
  private final Duration timeout;
  private final InstantSource clock;

  ProblemLookup(Topologies topologies, Duration timeout, InstantSource clock) {
    this.topologies = topologies;
    this.timeout = timeout;
    this.clock = clock;
  }

  /**
   * @param snapshot as the caller sees it
   * @param scoped whether that is a part only
   * @param timeMillis that was asked for, or now
   */
  record Found(TopologySnapshot snapshot, boolean scoped, Problem problem, long timeMillis) {}

  /**
   * @param time the name of the query parameter with the time; absent or {@code now} is the present
   */
  Found find(Call call, String time) throws InterruptedException {
    long id = id(call.path("id"));
    long now = clock.millis();
    OptionalLong asked = asked(call, time);
    if (asked.isPresent() && (asked.getAsLong() < 0 || asked.getAsLong() > now)) {
      throw ProblemErrors.timeOutOfRange(asked.getAsLong());
    }
    TopologySnapshot snapshot = snapshot(call, asked);
    Problem problem =
        snapshot.problem(id).orElseThrow(() -> ProblemErrors.notFound(id, asked.orElse(now)));
    return new Found(snapshot, call.caller().isScoped(), problem, asked.orElse(now));
  }

  private static OptionalLong asked(Call call, String time) {
    return call.param(time).orElse("now").equals("now")
        ? OptionalLong.empty()
        : call.longParam(time, Long.MIN_VALUE, Long.MAX_VALUE, "epoch milliseconds, or now");
  }

  private TopologySnapshot snapshot(Call call, OptionalLong time) throws InterruptedException {
    Scope scope = Scope.of(call.caller());
    if (time.isEmpty()) {
      return scope.restrict(topologies.now());
    }
    try {
      return scope.restrict(topologies.at(time.getAsLong(), clock.instant().plus(timeout)));
    } catch (DataUnavailableException e) {
      throw ElementErrors.unavailable(e);
    } catch (Topologies.SnapshotTimeoutException e) {
      throw ProblemErrors.timeout(e.getMessage(), timeout);
    }
  }

  private static long id(String text) {
    return ElementId.parse(text)
        .orElseThrow(
            () ->
                ApiException.badField("problemId", "\"" + text + "\"", "the number of a problem"));
  }
}
