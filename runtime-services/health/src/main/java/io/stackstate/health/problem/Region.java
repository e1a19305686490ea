package io.stackstate.health.problem;

import com.carrotsearch.hppc.LongArrayList;
import io.stackstate.model.change.Problem;
import java.util.ArrayList;
import java.util.List;

/** Elements that hung together when they were last looked at, and the problems among them. */
final class Region {
  private final LongArrayList elements = new LongArrayList();
  private final List<Problem> problems = new ArrayList<>();

  void add(long element) {
    elements.add(element);
  }

  void add(Problem problem) {
    problems.add(problem);
  }

  LongArrayList elements() {
    return elements;
  }

  List<Problem> problems() {
    return problems;
  }
}
