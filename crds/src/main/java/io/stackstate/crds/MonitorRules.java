package io.stackstate.crds;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The rules of {@link MonitorSpec}, as CEL for API servers and as Java for the folder. */
public final class MonitorRules {
  static final String URN = "^urn:[^\\s\"{}\\\\]+$";

  /** CEL, on the spec. */
  static final String ONE_BODY_RULE = "has(self.function) != has(self.script)";

  public static final String ONE_BODY = "exactly one of function and script is required";

  /** CEL, on the spec. */
  static final String ARGUMENTS_RULE = "!has(self.arguments) || has(self.function)";

  public static final String ARGUMENTS =
      "arguments belong to a function: a script has no parameters";

  private MonitorRules() {}

  /**
   * The rules that a schema cannot say.
   *
   * @param before the spec that is replaced; null when the resource is new
   * @return messages for people; empty when all rules hold
   */
  public static List<String> violations(MonitorSpec spec, MonitorSpec before) {
    List<String> found = new ArrayList<>();
    if ((spec.function() == null) == (spec.script() == null)) {
      found.add(ONE_BODY);
    }
    if (spec.arguments() != null && spec.function() == null) {
      found.add(ARGUMENTS);
    }
    if (before != null && !Objects.equals(spec.instanceRef(), before.instanceRef())) {
      found.add(ContentText.INSTANCE_REF_IMMUTABLE);
    }
    return found;
  }
}
