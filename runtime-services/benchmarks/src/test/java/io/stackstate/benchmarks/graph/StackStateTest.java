package io.stackstate.benchmarks.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.benchmarks.contest.Contender;
import io.stackstate.benchmarks.contest.Estate;
import io.stackstate.benchmarks.contest.Question;
import io.stackstate.benchmarks.contest.Round;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The questions of the benchmark, answered from the estate itself by looking at everything. */
class StackStateTest {
  private final Estate estate = new Estate(2_000);
  private final List<Estate.Component> components =
      IntStream.range(0, estate.components()).mapToObj(estate::component).toList();
  private final List<Estate.Relation> relations =
      IntStream.range(0, estate.relations()).mapToObj(estate::relation).toList();

  @Test
  void answersAsTheEstateSays(@TempDir Path directory) throws Exception {
    try (StackState contender = new StackState()) {
      contender.load(estate, directory);
      for (Round round : Round.of(estate)) {
        for (Question question : round.questions()) {
          long answer = contender.prepare(question).ask();
          assertThat(answer).as("%s", question).isPositive().isEqualTo(expected(question));
        }
      }
    }
  }

  private long expected(Question question) {
    if (question instanceof Question.ByLabels by) {
      return count(
          c ->
              c.labels().containsAll(List.of(by.first(), by.second()))
                  && c.layer().equals(by.layer()));
    } else if (question instanceof Question.NamePrefix name) {
      return count(c -> c.name().startsWith(name.prefix()));
    } else if (question instanceof Question.NameInfix name) {
      return count(c -> c.name().contains(name.infix()));
    } else if (question instanceof Question.Count count) {
      return count(
          c -> c.domain().equals(count.domain()) && c.environment().equals(count.environment()));
    } else if (question instanceof Question.Groups groups) {
      return components.stream()
          .filter(c -> c.domain().equals(groups.domain()))
          .collect(Collectors.groupingBy(Estate.Component::layer, Collectors.counting()))
          .entrySet()
          .stream()
          .mapToLong(group -> Contender.group(group.getKey(), group.getValue()))
          .sum();
    }
    Question.Neighbours near = (Question.Neighbours) question;
    return neighbours(near.component(), near.levels());
  }

  private long count(Predicate<Estate.Component> wanted) {
    return components.stream().filter(wanted).count();
  }

  private long neighbours(int component, int levels) {
    Set<Integer> reached = new HashSet<>(Set.of(component));
    for (int level = 0; level < levels; level++) {
      Set<Integer> before = Set.copyOf(reached);
      for (Estate.Relation relation : relations) {
        if (before.contains(relation.source())) {
          reached.add(relation.target());
        }
        if (before.contains(relation.target())) {
          reached.add(relation.source());
        }
      }
    }
    return reached.size();
  }
}
