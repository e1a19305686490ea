package io.stackstate.api.history;

import io.stackstate.model.change.Component;
import io.stackstate.model.change.Relation;
import io.stackstate.model.check.ElementTelemetry;
import io.stackstate.stackgraph.ElementChange;
import io.stackstate.stackgraph.ElementHistory;
import io.stackstate.stackgraph.ElementState;
import io.stackstate.stackgraph.ElementVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The history of an element together with the streams and checks that people gave it: these are
 * settings and not in the change log, yet to who looks at the element they belong to it, as they do
 * in {@code GET /api/components/{id}}. They follow those of its template.
 */
final class GivenHistory {
  /** The commit of a version that no commit made, but somebody who changed what he gave. */
  static final long NO_COMMIT = -1;

  private final List<ElementVersion> versions = new ArrayList<>();
  private final List<GivenVersion> given;
  private ElementState bare;
  private ElementTelemetry now;
  private ElementState shown;

  private GivenHistory(ElementHistory history, List<GivenVersion> given) {
    this.given = given;
    this.bare = history.atStart().orElse(null);
    this.now = at(history.elementId(), history.fromMillis());
    this.shown = whole();
  }

  /** What was given while the element was not there is not seen. */
  static ElementHistory merge(ElementHistory history, List<GivenVersion> given) {
    return given.isEmpty() ? history : new GivenHistory(history, given).merged(history);
  }

  private ElementHistory merged(ElementHistory history) {
    Optional<ElementState> atStart = Optional.ofNullable(shown);
    SortedSet<Long> changes = changes(history.fromMillis(), history.toMillis());
    for (ElementVersion version : history.versions()) {
      SortedSet<Long> before = changes.headSet(version.timeMillis());
      give(history.elementId(), before);
      before.clear();
      bare = version.change().after();
      step(version.commit(), version.timeMillis());
    }
    give(history.elementId(), changes);
    return new ElementHistory(
        history.elementId(), history.fromMillis(), history.toMillis(), atStart, versions);
  }

  private SortedSet<Long> changes(long from, long to) {
    SortedSet<Long> times = new TreeSet<>();
    given.stream()
        .flatMap(version -> Stream.of(version.sinceMillis(), version.untilMillis()))
        .filter(time -> time > from && time <= to)
        .forEach(times::add);
    return times;
  }

  private void give(long element, SortedSet<Long> times) {
    for (long time : times) {
      now = at(element, time);
      step(NO_COMMIT, time);
    }
  }

  private void step(long commit, long time) {
    ElementState next = whole();
    if (next == null ? shown != null : !next.equals(shown)) {
      versions.add(new ElementVersion(commit, time, new ElementChange(shown, next)));
    }
    shown = next;
  }

  private ElementTelemetry at(long element, long time) {
    return given.stream()
        .filter(version -> version.holdsAt(time))
        .map(GivenVersion::given)
        .findFirst()
        .orElseGet(() -> ElementTelemetry.none(element));
  }

  private ElementState whole() {
    if (now.isEmpty() || bare == null) {
      return bare;
    } else if (bare instanceof ElementState.OfComponent of) {
      Component component = of.component();
      return new ElementState.OfComponent(
          component.withTelemetry(
              now.streamsAfter(component.streams()), now.checksAfter(component.checks())),
          of.health(),
          of.propagatedHealth());
    }
    ElementState.OfRelation of = (ElementState.OfRelation) bare;
    Relation relation = of.relation();
    return new ElementState.OfRelation(
        relation.withTelemetry(
            now.streamsAfter(relation.streams()), now.checksAfter(relation.checks())),
        of.health(),
        of.propagatedHealth());
  }
}
