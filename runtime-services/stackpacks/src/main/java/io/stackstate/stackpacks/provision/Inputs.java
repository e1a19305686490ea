package io.stackstate.stackpacks.provision;

import io.stackstate.stackpacks.archive.Manifest;
import io.stackstate.stackpacks.archive.Manifest.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values of a pack's inputs (topology sheet, 7.3). */
final class Inputs {
  private Inputs() {}

  /**
   * The values with defaults filled in.
   *
   * @throws StackPackException naming every input that is missing or unknown
   */
  static Map<String, String> complete(Manifest manifest, Map<String, String> given)
      throws StackPackException {
    List<String> problems = new ArrayList<>();
    Map<String, String> values = new LinkedHashMap<>();
    for (Step step : manifest.steps()) {
      String value = given.get(step.name());
      if (value == null || value.isBlank()) {
        value = step.defaultValue();
      }
      if (value == null) {
        problems.add(step.name() + ": missing, expected a value for \"" + step.display() + "\"");
      } else {
        values.put(step.name(), value);
      }
    }
    for (String name : given.keySet()) {
      if (manifest.steps().stream().noneMatch(step -> step.name().equals(name))) {
        problems.add(name + ": unknown, expected " + names(manifest));
      }
    }
    if (!problems.isEmpty()) {
      throw StackPackException.rejected(String.join("\n", problems));
    }
    return values;
  }

  private static String names(Manifest manifest) {
    return manifest.steps().isEmpty()
        ? "no inputs"
        : "one of " + String.join(", ", manifest.steps().stream().map(Step::name).toList());
  }
}
