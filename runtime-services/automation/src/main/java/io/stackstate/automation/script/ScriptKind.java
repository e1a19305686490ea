package io.stackstate.automation.script;

import io.stackstate.automation.output.OutputKind;
import io.stackstate.automation.output.spec.SpecReader;
import io.stackstate.automation.output.text.MessageTemplates;

/** The kind {@code script}: a function is told, which does with it what it wants. */
final class ScriptKind implements OutputKind {
  private final Scripting scripting;

  ScriptKind(Scripting scripting) {
    this.scripting = scripting;
  }

  /** A function that is referred to may come later than its handler, and may change at any time. */
  @Override
  public Maker read(SpecReader spec, MessageTemplates templates) {
    ScriptSpec read = ScriptSpec.read(spec);
    return secrets -> new ScriptDelivery(read, scripting, secrets);
  }
}
