package io.stackstate.stackpacks.settings;

import io.stackstate.functions.template.SourceLines.Place;
import java.util.ArrayList;
import java.util.List;

/** Collects findings, so that an author sees all errors of a document at once. One thread. */
public final class Findings {
  private final List<Finding> all = new ArrayList<>();

  public void error(Place place, String node, String path, String message) {
    all.add(new Finding(Finding.Level.ERROR, place, node, path, message));
  }

  public void warning(Place place, String node, String path, String message) {
    all.add(new Finding(Finding.Level.WARNING, place, node, path, message));
  }

  public List<Finding> warnings() {
    return all.stream().filter(finding -> finding.level() == Finding.Level.WARNING).toList();
  }

  /** Does nothing when there are warnings at most. */
  public void throwErrors() throws SettingsException {
    List<Finding> errors =
        all.stream().filter(finding -> finding.level() == Finding.Level.ERROR).toList();
    if (!errors.isEmpty()) {
      throw new SettingsException(errors);
    }
  }
}
