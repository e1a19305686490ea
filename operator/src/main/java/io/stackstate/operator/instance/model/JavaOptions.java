package io.stackstate.operator.instance.model;

import java.util.ArrayList;
import java.util.List;

/** Options of a Java process, as the variable JAVA_OPTS has them. Not thread-safe. */
final class JavaOptions {
  static final String VARIABLE = "JAVA_OPTS";

  private final List<String> options = new ArrayList<>();

  void add(String option) {
    options.add(option);
  }

  void heap(long mebibytes) {
    add("-Xms" + mebibytes + "m");
    add("-Xmx" + mebibytes + "m");
  }

  /**
   * @param own of a user, put behind ours so that they win; null for none
   */
  String text(String own) {
    String ours = String.join(" ", options);
    return own == null || own.isBlank() ? ours : ours + " " + own.strip();
  }
}
