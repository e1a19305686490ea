package io.stackstate.health.problem;

import io.stackstate.model.ElementId;
import io.stackstate.model.change.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * What became of the problems of a graph, and which are new (health sheet, sections 7.2 and 7.3).
 */
final class Assessment {
  private final List<Explained> explained;
  private final List<Matching.Match> matches;
  private final long now;

  private Assessment(List<Explained> explained, List<Matching.Match> matches, long now) {
    this.explained = explained;
    this.matches = matches;
    this.now = now;
  }

  /** A verdict on each problem that there is, the oldest first, then the new ones. */
  static List<Verdict> of(
      UnhealthyGraph graph, List<Problem> live, LongPredicate isIdUsed, long now) {
    RootCauses roots = RootCauses.of(graph);
    Memberships memberships = new Memberships(graph, roots);
    Matching matching = new Matching(graph, roots, live);
    roots.forEachBlock(
        (first, reach) -> {
          memberships.visit(first, reach);
          matching.visit(first, reach);
        });
    return new Assessment(memberships.explained(), matching.matches(), now).verdicts(isIdUsed);
  }

  private List<Verdict> verdicts(LongPredicate isIdUsed) {
    Problem[] owners = new Problem[explained.size()];
    Set<Integer> grown = new HashSet<>();
    for (Matching.Match match : matches) {
      if (match.root() != Matching.Match.NONE) {
        if (owners[match.root()] == null) {
          owners[match.root()] = match.problem();
        } else {
          grown.add(match.root());
        }
      }
    }
    List<Verdict> verdicts = new ArrayList<>();
    for (Matching.Match match : matches) {
      verdicts.add(verdict(match, owners, grown));
    }
    Set<Long> fresh = new HashSet<>();
    for (int root = 0; root < owners.length; root++) {
      if (owners[root] == null) {
        long id =
            id(explained.get(root), candidate -> isIdUsed.test(candidate) || !fresh.add(candidate));
        verdicts.add(
            new Verdict.Created(explained.get(root).created(id, now), explained.get(root)));
      }
    }
    return verdicts;
  }

  private Verdict verdict(Matching.Match match, Problem[] owners, Set<Integer> grown) {
    if (match.root() == Matching.Match.NONE) {
      return new Verdict.Resolved(match.problem());
    }
    Problem owner = owners[match.root()];
    if (owner != match.problem()) {
      return new Verdict.Subsumed(match.problem(), owner.id());
    }
    Explained members = explained.get(match.root());
    return members.isAsTold(owner) && !grown.contains(match.root())
        ? new Verdict.Same(owner)
        : new Verdict.Updated(members.updated(owner, now), members);
  }

  /** Root cause and time make it differ from every problem that ever was. */
  private long id(Explained members, LongPredicate isUsed) {
    String root = Long.toString(members.root().id());
    int attempt = 0;
    long id = ElementId.of("problem", root, Long.toString(now));
    while (isUsed.test(id)) {
      id = ElementId.of(++attempt, "problem", root, Long.toString(now));
    }
    return id;
  }
}
