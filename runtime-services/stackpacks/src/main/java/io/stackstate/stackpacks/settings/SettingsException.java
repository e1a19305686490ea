package io.stackstate.stackpacks.settings;

import java.util.List;
import java.util.stream.Collectors;

/** A document or node of settings is wrong; nothing was changed. The message lists all errors. */
public final class SettingsException extends Exception {
  private static final int SHOWN = 20;

  private final transient List<Finding> findings;

  public SettingsException(List<Finding> findings) {
    super(message(findings));
    this.findings = List.copyOf(findings);
  }

  public SettingsException(String message) {
    this(List.of(new Finding(Finding.Level.ERROR, null, null, "", message)));
  }

  /** The errors, in the order of the document; at least one. */
  public List<Finding> findings() {
    return findings;
  }

  private static String message(List<Finding> findings) {
    String shown =
        findings.stream().limit(SHOWN).map(Finding::toString).collect(Collectors.joining("\n"));
    int more = findings.size() - SHOWN;
    return more > 0 ? shown + "\n... and " + more + " more" : shown;
  }
}
