package io.stackstate.benchmarks.contest;

import io.stackstate.benchmarks.contest.Estate.Component;
import io.stackstate.benchmarks.contest.Question.ByLabels;
import io.stackstate.benchmarks.contest.Question.Count;
import io.stackstate.benchmarks.contest.Question.Groups;
import io.stackstate.benchmarks.contest.Question.NameInfix;
import io.stackstate.benchmarks.contest.Question.NamePrefix;
import io.stackstate.benchmarks.contest.Question.Neighbours;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/** Questions of one kind, which are measured together; the same estate gives the same ones. */
public record Round(String name, List<Question> questions) {
  private static final int QUESTIONS = 40;

  /** All rounds for an estate. */
  public static List<Round> of(Estate estate) {
    return List.of(
        round("two labels and a layer", estate, i -> byLabels(estate.component(i), i)),
        round("name = prefix*", estate, i -> new NamePrefix(prefix(estate.component(i).name()))),
        round("name = *infix*", estate, i -> new NameInfix(infix(estate.component(i).name()))),
        near("neighbours, 1 level", estate, 1),
        near("neighbours, 2 levels", estate, 2),
        near("neighbours, 4 levels", estate, 4),
        new Round(
            "neighbours of a hub",
            estate.hubs().stream().map(hub -> (Question) new Neighbours(hub, 1)).toList()),
        round("count", estate, i -> count(estate.component(i))),
        round("group by layer", estate, i -> new Groups(estate.component(i).domain())));
  }

  /** From components far from hubs: four levels from one near to it hold the whole block. */
  private static Round near(String name, Estate estate, int levels) {
    SplittableRandom random = new SplittableRandom(levels);
    List<Question> questions = new ArrayList<>();
    while (questions.size() < QUESTIONS) {
      int component = random.nextInt(estate.components());
      if (estate.isFarFromHubs(component) || estate.components() < 20_000) {
        questions.add(new Neighbours(component, levels));
      }
    }
    return new Round(name, questions);
  }

  private static Round round(String name, Estate estate, IntFunction<Question> question) {
    SplittableRandom random = new SplittableRandom(name.hashCode());
    List<Question> questions = new ArrayList<>();
    for (int i = 0; i < QUESTIONS; i++) {
      questions.add(question.apply(random.nextInt(estate.components())));
    }
    return new Round(name, questions);
  }

  private static Question byLabels(Component component, int random) {
    List<String> labels = component.labels();
    int first = random % labels.size();
    int second = (first + 1 + random / 7 % (labels.size() - 1)) % labels.size();
    return new ByLabels(labels.get(first), labels.get(second), component.layer());
  }

  /** Without the number within the stack and half of the number of the stack. */
  private static String prefix(String name) {
    return name.substring(0, name.length() - 6);
  }

  /** The end of the type and the number of the stack. */
  private static String infix(String name) {
    return name.substring(name.length() - 12, name.length() - 3);
  }

  private static Question count(Component component) {
    return new Count(component.domain(), component.environment());
  }
}
