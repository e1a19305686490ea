package io.stackstate.crds;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The rules that a schema cannot say, as {@link IntegrationRules} has them. */
public final class SettingsRules {
  static final String ONE_FORM = "spec needs exactly one of sty, nodes and configMapRef";

  private SettingsRules() {}

  /**
   * @param spec structurally valid
   * @param before the spec that is replaced; null when the resource is new
   * @return messages for people; empty when all rules hold
   */
  public static List<String> violations(SettingsSpec spec, SettingsSpec before) {
    List<String> found = new ArrayList<>();
    long forms =
        Stream.of(spec.sty(), spec.nodes(), spec.configMapRef()).filter(Objects::nonNull).count();
    if (forms != 1) {
      found.add(ONE_FORM);
    }
    if (before != null && !Objects.equals(spec.instanceRef(), before.instanceRef())) {
      found.add(ContentText.INSTANCE_REF_IMMUTABLE);
    }
    return List.copyOf(found);
  }
}
