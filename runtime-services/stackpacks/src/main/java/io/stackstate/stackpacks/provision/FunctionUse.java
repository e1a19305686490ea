package io.stackstate.stackpacks.provision;

import io.stackstate.stackpacks.settings.HandlerFunctions;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.settings.SettingsNodes;
import java.util.List;
import java.util.function.Predicate;

/**
 * Who uses a function of a StackPack has to let go of it before the pack leaves (health sheet,
 * section 9.1).
 */
final class FunctionUse {
  private FunctionUse() {}

  /**
   * @param last whether the pack has no other instance, so that what all share leaves, too
   * @throws StackPackException naming the event handlers that run functions of the instance
   */
  static void requireNone(SettingsNodes settings, PackInstance instance, boolean last)
      throws StackPackException {
    String shared = ProvisioningRun.owner(instance.pack());
    String own = shared + ":instance:" + instance.uuid();
    Predicate<Node> leaves =
        node ->
            own.equals(node.namespace())
                || last && node.namespace() != null && node.namespace().startsWith(shared);
    List<String> users =
        HandlerFunctions.users(settings, leaves).stream()
            .filter(leaves.negate())
            .map(Node::label)
            .toList();
    if (!users.isEmpty()) {
      throw StackPackException.rejected(
          "%s: its functions are used by %s; delete that first"
              .formatted(instance.pack(), String.join(", ", users)));
    }
  }
}
