package io.stackstate.stackpacks.provision;

import io.stackstate.stackpacks.archive.Manifest;
import io.stackstate.stackpacks.archive.Manifest.Input;
import io.stackstate.stackpacks.archive.Manifest.Step;
import java.util.HashMap;
import java.util.Map;

/** Passwords among the values of inputs: instances hold them sealed, for themselves only. */
final class Passwords {
  private final SecretBox box;

  Passwords(SecretBox box) {
    this.box = box;
  }

  /**
   * The values with passwords sealed; those that are stay what they are.
   *
   * @throws StackPackException naming the input when there is no key to seal it with
   */
  Map<String, String> sealed(Manifest manifest, String uuid, Map<String, String> values)
      throws StackPackException {
    Map<String, String> sealed = new HashMap<>(values);
    for (Step step : manifest.steps()) {
      String value = values.get(step.name());
      if (step.type() == Input.PASSWORD && value != null && !SecretBox.isSealed(value)) {
        try {
          sealed.put(step.name(), box.seal(value, uuid));
        } catch (IllegalStateException e) {
          throw StackPackException.rejected(
              "input %s of %s: %s".formatted(step.name(), manifest.name(), e.getMessage()));
        }
      }
    }
    return sealed;
  }

  /**
   * The passwords of an instance in the clear: for the run of a script, and never to be stored.
   *
   * @throws StackPackException naming the input that cannot be opened
   */
  OpenedPasswords open(PackInstance instance) throws StackPackException {
    Map<String, String> opened = new HashMap<>();
    for (Map.Entry<String, String> value : instance.config().entrySet()) {
      if (!SecretBox.isSealed(value.getValue())) {
        continue;
      }
      try {
        opened.put(value.getKey(), box.open(value.getValue(), instance.uuid()));
      } catch (IllegalStateException e) {
        throw StackPackException.rejected("input " + value.getKey() + ": " + e.getMessage());
      }
    }
    return new OpenedPasswords(instance.config(), opened);
  }
}
