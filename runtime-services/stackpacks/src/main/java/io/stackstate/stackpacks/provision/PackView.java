package io.stackstate.stackpacks.provision;

import io.stackstate.stackpacks.archive.Manifest;
import io.stackstate.stackpacks.archive.Manifest.Input;
import io.stackstate.stackpacks.archive.Manifest.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A StackPack as clients see it (REST sheet, 6.3).
 *
 * @param manifest of the version that is installed; of the newest when none is
 * @param next the version to upgrade to
 * @param canUninstall whether no other installed pack depends on it
 * @param isCompatible whether what it depends on is installed or can be
 * @param warnings pages that its manifest names and the archive lacks
 */
public record PackView(
    Manifest manifest,
    List<PackInstance> instances,
    Optional<Manifest> next,
    Manifest latest,
    boolean canUninstall,
    boolean isCompatible,
    List<String> warnings) {

  public PackView {
    instances = List.copyOf(instances);
    warnings = List.copyOf(warnings);
  }

  /** The values of an instance's inputs, without passwords. */
  public Map<String, String> shownConfig(PackInstance instance) {
    Map<String, String> shown = new TreeMap<>(instance.config());
    manifest.steps().stream()
        .filter(step -> step.type() == Input.PASSWORD)
        .map(Step::name)
        .forEach(shown::remove);
    return shown;
  }
}
