package io.stackstate.functions.script;

import io.stackstate.functions.sandbox.AllowList;
import io.stackstate.functions.sandbox.ScriptForm;
import java.util.Map;
import java.util.Objects;

/**
 * What is compiled together.
 *
 * @param name what errors call it: the name of the function or file
 * @param text the source
 * @param form whether it may declare classes
 * @param allowed what it may use
 * @param companions further files of classes that it may use, text by name; only for {@link
 *     ScriptForm#CLASSES}
 */
public record ScriptSource(
    String name, String text, ScriptForm form, AllowList allowed, Map<String, String> companions) {
  public ScriptSource {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(text, "text");
    companions = Map.copyOf(companions);
    if (!companions.isEmpty() && form != ScriptForm.CLASSES) {
      throw new IllegalArgumentException("companions: only files of classes have them");
    }
  }

  /** Statements, as functions and scripts are. */
  public static ScriptSource statements(String name, String text, AllowList allowed) {
    return new ScriptSource(name, text, ScriptForm.STATEMENTS, allowed, Map.of());
  }
}
