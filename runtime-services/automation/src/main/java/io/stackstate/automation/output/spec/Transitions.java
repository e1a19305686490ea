package io.stackstate.automation.output.spec;

import io.stackstate.automation.output.Transition;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which messages of a notification an output that does something is for. */
public final class Transitions {
  private static final String FIELD = "transitions";
  private static final Map<String, Transition> NAMES =
      Map.of("Open", Transition.OPEN, "Update", Transition.UPDATE, "Close", Transition.CLOSE);

  private Transitions() {}

  /** Reads {@code transitions}; without it, the first message alone. */
  public static Set<Transition> read(SpecReader spec) {
    Set<Transition> transitions = EnumSet.noneOf(Transition.class);
    List<String> names = spec.texts(FIELD);
    for (int i = 0; i < names.size(); i++) {
      Transition found = NAMES.get(names.get(i));
      if (found == null) {
        spec.finding(FIELD + "[" + i + "]", "\"" + names.get(i) + "\"", "Open, Update or Close");
      } else {
        transitions.add(found);
      }
    }
    return transitions.isEmpty() ? EnumSet.of(Transition.OPEN) : transitions;
  }
}
