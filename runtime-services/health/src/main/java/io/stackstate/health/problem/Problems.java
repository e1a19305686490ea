package io.stackstate.health.problem;

import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.LongHashSet;
import com.carrotsearch.hppc.LongObjectHashMap;
import com.carrotsearch.hppc.cursors.LongCursor;
import com.carrotsearch.hppc.cursors.ObjectCursor;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.health.outcome.Moment;
import io.stackstate.health.outcome.Outcome;
import io.stackstate.health.outcome.Step;
import io.stackstate.model.Json;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.Problem;
import io.stackstate.model.change.Relation;
import io.stackstate.model.intake.TopologyEvent;
import io.stackstate.topology.Links;
import io.stackstate.topology.TopologySnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/**
 * The problems: a fold over the change log, which says what is unhealthy and what depends on what,
 * to records of problems in the same log and the events that tell of them (health sheet, section
 * 7). All state comes from the log, so a restart goes on where the last process was.
 *
 * <p>A change makes its element wait for a while; then all that hangs together with it is looked at
 * as a whole: a region of unhealthy elements, those that only pass on what is wrong below them, and
 * the dependencies between. With n elements and dependencies in it and r root causes this takes
 * time in proportion to {@code n * r / 64} and to how many members all its problems have; what is
 * healthy costs nothing. One thread.
 */
public final class Problems implements Step {
  private final UnhealthyElements unhealthy = new UnhealthyElements();
  private final Regions regions = new Regions();
  private final LongObjectHashMap<Problem> live = new LongObjectHashMap<>();
  private final Pending pending;

  /** Whose own health may have changed since the last round. */
  private final LongHashSet ownChanged = new LongHashSet();

  /** What else may have become part of a region, or left it. */
  private final LongHashSet othersChanged = new LongHashSet();

  private final LongHashSet relationsChanged = new LongHashSet();

  /**
   * @param settleMillis how long a change waits for others that belong together with it
   */
  public Problems(long settleMillis) {
    this.pending = new Pending(settleMillis);
  }

  @Override
  public void restore(Commit commit) {
    for (Change change : commit.changes()) {
      long id = change.key().id();
      if (change.key().aspect() == Aspect.HEALTH) {
        unhealthy.follow(id, change.value(), commit.timeMillis());
      } else if (change.key().aspect() == Aspect.PROBLEM) {
        if (change.isDelete()) {
          live.remove(id);
        } else {
          live.put(id, problem(change.value()));
        }
      }
    }
  }

  @Override
  public void load(BooleanSupplier stopping, long now) {
    restored(now);
  }

  /** All was restored: everything that is or was wrong is to be looked at once. */
  public void restored(long now) {
    Region last = new Region();
    for (ObjectCursor<Problem> cursor : live.values()) {
      Problem problem = cursor.value;
      last.add(problem);
      unhealthy.remember(problem.rootCause());
      last.add(problem.rootCause().elementId());
      for (Problem.Cause cause : problem.contributing()) {
        unhealthy.remember(cause);
        last.add(cause.elementId());
      }
    }
    regions.put(last);
    for (LongCursor id : last.elements()) {
      pending.add(id.value, now);
    }
    for (LongCursor id : unhealthy.ids()) {
      pending.add(id.value, now);
    }
  }

  @Override
  public void follow(Commit commit) {
    for (Change change : commit.changes()) {
      long id = change.key().id();
      switch (change.key().aspect()) {
        case HEALTH -> {
          if (unhealthy.follow(id, change.value(), commit.timeMillis())) {
            ownChanged.add(id);
          } else {
            othersChanged.add(id);
          }
        }
        case COMPONENT -> othersChanged.add(id);
        case RELATION -> relationsChanged.add(id);
        case PROBLEM -> {
          // Nobody else writes them.
        }
      }
    }
  }

  @Override
  public void next(Moment moment, Outcome outcome) {
    next(moment.before(), moment.topology(), moment.now(), outcome::change);
  }

  /**
   * A round.
   *
   * @param before the topology of the round before
   * @param after the topology now
   * @param sink is given the records to write, each with the events that tell of it
   */
  public void next(
      TopologySnapshot before,
      TopologySnapshot after,
      long now,
      BiConsumer<Change, List<TopologyEvent>> sink) {
    for (LongCursor id : ownChanged) {
      pending.add(id.value, now);
    }
    for (LongCursor id : othersChanged) {
      componentChanged(before, after, id.value, now);
    }
    for (LongCursor id : relationsChanged) {
      relationChanged(before, after, id.value, now);
    }
    // A set that was large once would take long to look through for ever after.
    ownChanged.release();
    othersChanged.release();
    relationsChanged.release();
    LongArrayList due = pending.due(now);
    if (!due.isEmpty()) {
      assess(after, due, now, sink);
    }
  }

  /** Relations that only pass on what they lead to are in no region, and change with that. */
  private void componentChanged(
      TopologySnapshot before, TopologySnapshot after, long id, long now) {
    int old = before.componentOrdinal(id);
    int component = after.componentOrdinal(id);
    boolean known = regions.contains(id);
    if ((known || component >= 0) && known != unhealthy.isAffected(after, id)) {
      pending.add(id, now);
    }
    if (old < 0 != component < 0) {
      // Its relations were linked or unlinked, which those that are unhealthy may notice.
      TopologySnapshot there = component < 0 ? before : after;
      Links links = there.links(component < 0 ? old : component);
      for (int i = 0; i < links.size(); i++) {
        long relation = there.relationId(links.relation(i));
        if (unhealthy.get(relation) != null) {
          pending.add(relation, now);
        }
      }
    }
  }

  private void relationChanged(TopologySnapshot before, TopologySnapshot after, long id, long now) {
    if (unhealthy.get(id) != null || regions.contains(id)) {
      pending.add(id, now);
    }
    Relation old = relation(before, id);
    Relation relation = relation(after, id);
    if (old != null && relation != null && isSameLink(old, relation)) {
      return;
    }
    addEnds(after, old, now);
    addEnds(after, relation, now);
  }

  private void addEnds(TopologySnapshot topology, Relation relation, long now) {
    if (relation == null) {
      return;
    }
    for (long end : new long[] {relation.source(), relation.target()}) {
      if (regions.contains(end) || unhealthy.isAffected(topology, end)) {
        pending.add(end, now);
      }
    }
  }

  private static boolean isSameLink(Relation a, Relation b) {
    return a.source() == b.source()
        && a.target() == b.target()
        && a.dependencyDirection() == b.dependencyDirection();
  }

  private static Relation relation(TopologySnapshot topology, long id) {
    int ordinal = topology.relationOrdinal(id);
    return ordinal < 0 ? null : topology.relation(ordinal);
  }

  private void assess(
      TopologySnapshot topology,
      LongArrayList due,
      long now,
      BiConsumer<Change, List<TopologyEvent>> sink) {
    Regions.Taken taken = regions.take(topology, unhealthy, due);
    pending.remove(taken.elements());
    List<Verdict> verdicts = Assessment.of(taken.graph(), taken.problems(), live::containsKey, now);
    for (Verdict verdict : verdicts) {
      if (!(verdict instanceof Verdict.Same)) {
        write(verdict, topology, now, sink);
      }
    }
    divide(taken.graph(), verdicts);
  }

  private void write(
      Verdict verdict,
      TopologySnapshot topology,
      long now,
      BiConsumer<Change, List<TopologyEvent>> sink) {
    long id = verdict.change().problemId();
    Problem after = verdict.after();
    if (after == null) {
      live.remove(id);
    } else {
      live.put(id, after);
    }
    sink.accept(
        new Change(new ChangeKey(Aspect.PROBLEM, id), after == null ? null : json(after)),
        List.of(ProblemEvents.of(verdict, topology, now)));
  }

  /** Makes regions of the parts of a graph, each with its problems. */
  private void divide(UnhealthyGraph graph, List<Verdict> verdicts) {
    int parts = graph.size() == 0 ? 0 : graph.part(graph.size() - 1) + 1;
    Region[] divided = new Region[parts];
    for (int node = 0; node < graph.size(); node++) {
      int part = graph.part(node);
      if (divided[part] == null) {
        divided[part] = new Region();
      }
      divided[part].add(graph.id(node));
    }
    for (Verdict verdict : verdicts) {
      if (verdict.after() != null) {
        int root = graph.node(verdict.after().rootCause().elementId());
        divided[graph.part(root)].add(verdict.after());
      }
    }
    for (Region region : divided) {
      regions.put(region);
    }
  }

  private static byte[] json(Problem problem) {
    try {
      return Json.mapper().writeValueAsBytes(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem has a JSON form", e);
    }
  }

  private static Problem problem(byte[] record) {
    try {
      return Json.mapper().readValue(record, Problem.class);
    } catch (IOException e) {
      throw new UncheckedIOException("the log holds a problem that cannot be read", e);
    }
  }
}
