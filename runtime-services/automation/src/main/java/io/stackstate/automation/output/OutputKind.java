package io.stackstate.automation.output;

import io.stackstate.automation.output.spec.SpecReader;
import io.stackstate.automation.output.text.MessageTemplates;

/**
 * A kind of output: how its definition is read. Kinds that need what this package may not know (a
 * script) are given to {@link Outputs} by those who have it.
 */
@FunctionalInterface
public interface OutputKind {
  /**
   * Reads the object under the kind's name. What is wrong becomes a finding of {@code spec}; the
   * caller ends it.
   *
   * @param templates of title and body
   * @return how to make the delivery; not called when there are findings
   */
  Maker read(SpecReader spec, MessageTemplates templates);

  /** Makes a delivery. */
  @FunctionalInterface
  interface Maker {
    Delivery make(SecretSource secrets);
  }
}
