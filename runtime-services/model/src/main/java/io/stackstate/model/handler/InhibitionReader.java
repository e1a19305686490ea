package io.stackstate.model.handler;

import io.stackstate.model.handler.Inhibition.Rule;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code inhibit}. */
final class InhibitionReader {
  private static final int MAX_RULES = 64;

  private InhibitionReader() {}

  static Inhibition read(Fields inhibit) throws InvalidHandlerException {
    if (inhibit == null) {
      return Inhibition.NONE;
    }
    inhibit.allow("dependentsOfRootCause", "rules");
    List<Rule> rules = new ArrayList<>();
    for (Fields each : inhibit.objects("rules")) {
      rules.add(rule(each));
    }
    if (rules.size() > MAX_RULES) {
      throw new InvalidHandlerException(
          inhibit.path("rules"), rules.size() + " rules", "at most " + MAX_RULES);
    }
    return new Inhibition(inhibit.flag("dependentsOfRootCause", false), rules);
  }

  private static Rule rule(Fields rule) throws InvalidHandlerException {
    rule.allow("sourceMatchers", "targetMatchers", "equal");
    return new Rule(
        matchers(rule, "sourceMatchers"), matchers(rule, "targetMatchers"), equal(rule));
  }

  /** Without one on each side a rule would mute everything. */
  private static List<Matcher> matchers(Fields rule, String name) throws InvalidHandlerException {
    List<Matcher> matchers = new ArrayList<>();
    for (Fields each : rule.objects(name)) {
      matchers.add(MatcherReader.read(each));
    }
    if (matchers.isEmpty()) {
      throw rule.bad(name, "a list with at least one matcher");
    }
    return matchers;
  }

  private static List<String> equal(Fields rule) throws InvalidHandlerException {
    List<String> equal = rule.texts("equal");
    for (String each : equal) {
      boolean label =
          each.startsWith(Inhibition.LABEL) && each.length() > Inhibition.LABEL.length();
      if (!label && !Matcher.FIELDS.contains(each)) {
        throw new InvalidHandlerException(
            rule.path("equal"),
            "\"" + each + "\"",
            "one of " + String.join(", ", Matcher.FIELDS) + ", or a label as label:team");
      }
    }
    return equal;
  }
}
