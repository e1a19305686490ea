package io.stackstate.model.handler;

import io.stackstate.model.change.HealthState;
import io.stackstate.model.handler.Trigger.Element;
import io.stackstate.model.handler.Trigger.ProblemState;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads {@code triggers}. */
final class TriggerReader {
  private static final Set<HealthState> UNHEALTHY =
      EnumSet.of(HealthState.DEVIATING, HealthState.FLAPPING, HealthState.CRITICAL);
  private static final String KINDS =
      "exactly one of problem, elementHealth, propagatedHealth, viewHealth, event";

  private TriggerReader() {}

  static List<Trigger> read(Fields spec) throws InvalidHandlerException {
    List<Trigger> triggers = new ArrayList<>();
    for (Fields each : spec.objects("triggers")) {
      triggers.add(trigger(each));
    }
    if (triggers.isEmpty()) {
      throw spec.bad("triggers", "a list with at least one trigger");
    }
    return triggers;
  }

  private static Trigger trigger(Fields each) throws InvalidHandlerException {
    each.allow("problem", "elementHealth", "propagatedHealth", "viewHealth", "event");
    if (each.all().size() != 1) {
      throw new InvalidHandlerException(
          each.here(), each.all().size() + " kinds of trigger", KINDS);
    }
    return switch (each.all().fieldNames().next()) {
      case "problem" -> problem(nested(each, "problem"));
      case "elementHealth" -> element(nested(each, "elementHealth"), false);
      case "propagatedHealth" -> element(nested(each, "propagatedHealth"), true);
      case "viewHealth" -> view(nested(each, "viewHealth"));
      default -> event(nested(each, "event"));
    };
  }

  private static Fields nested(Fields each, String name) throws InvalidHandlerException {
    Fields nested = each.object(name);
    if (nested == null) {
      throw each.bad(name, "an object, {} for all of them");
    }
    return nested;
  }

  private static Trigger problem(Fields fields) throws InvalidHandlerException {
    fields.allow("states", "minHealth");
    return new Trigger.OfProblem(
        fields.choices("states", ProblemState.class, EnumSet.allOf(ProblemState.class)),
        fields.choice("minHealth", HealthState.class, HealthState.DEVIATING));
  }

  private static Trigger element(Fields fields, boolean propagated) throws InvalidHandlerException {
    if (propagated) {
      fields.allow("from", "to", "include");
    } else {
      fields.allow("from", "to", "include", "checks");
    }
    return new Trigger.OfElement(
        propagated,
        fields.choices("from", HealthState.class, Set.of()),
        fields.choices("to", HealthState.class, UNHEALTHY),
        fields.choices("include", Element.class, EnumSet.of(Element.COMPONENTS)),
        fields.flag("checks", true));
  }

  private static Trigger view(Fields fields) throws InvalidHandlerException {
    fields.allow("view", "from", "to");
    return new Trigger.OfView(
        fields.textOrNumber("view"),
        fields.choices("from", HealthState.class, Set.of()),
        fields.choices("to", HealthState.class, UNHEALTHY));
  }

  private static Trigger event(Fields fields) throws InvalidHandlerException {
    fields.allow("categories", "types", "sources", "tags");
    return new Trigger.OfEvent(
        fields.texts("categories"),
        fields.texts("types"),
        fields.texts("sources"),
        fields.texts("tags"));
  }
}
