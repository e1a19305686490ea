package io.stackstate.stackgraph.history;

import io.stackstate.model.change.Change;
import io.stackstate.stackgraph.ElementChange;
import io.stackstate.stackgraph.ElementHistory;
import io.stackstate.stackgraph.ElementState;
import io.stackstate.stackgraph.ElementVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Makes the history of one element from its records in order; what one commit did is a version. */
final class VersionCollector implements CommitCodec.Visitor {
  private final long id;
  private final long fromMillis;
  private final long toMillis;
  private final ElementRecords records = new ElementRecords();
  private final List<ElementVersion> versions = new ArrayList<>();
  private ElementState atStart;
  private ElementState latest;
  private ElementRecords latestRecords = new ElementRecords();

  /** The commit whose records are being applied, when it is in the interval. */
  private long commit = -1;

  private long commitMillis;
  private boolean started;

  VersionCollector(long id, long fromMillis, long toMillis) {
    this.id = id;
    this.fromMillis = fromMillis;
    this.toMillis = toMillis;
  }

  @Override
  public void visit(long number, long timeMillis, Change change) {
    if (timeMillis > fromMillis && number != commit) {
      endCommit();
      commit = number;
      commitMillis = timeMillis;
    }
    records.apply(change);
  }

  private void endCommit() {
    ElementState state =
        records.stateAfter(latestRecords, Optional.ofNullable(latest)).orElse(null);
    if (!started) {
      started = true;
      atStart = state;
    } else if (!Objects.equals(latest, state)) {
      versions.add(new ElementVersion(commit, commitMillis, new ElementChange(latest, state)));
    }
    latest = state;
    latestRecords = records.copy();
  }

  /** What was collected; nothing can be visited afterwards. */
  ElementHistory finish() {
    endCommit();
    return new ElementHistory(id, fromMillis, toMillis, Optional.ofNullable(atStart), versions);
  }
}
