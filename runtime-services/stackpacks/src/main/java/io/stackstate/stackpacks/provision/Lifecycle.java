package io.stackstate.stackpacks.provision;

import io.stackstate.stackpacks.archive.SemVer;
import io.stackstate.stackpacks.provision.PackInstance.InstanceError;

/**
 * The states of an instance and what leads from one to the next; pure. A step that does not fit the
 * present status leaves the instance as it is, because the same news may come twice.
 */
final class Lifecycle {
  private Lifecycle() {}

  /** The nodes are imported; the script says what it waits for. */
  static PackInstance imported(PackInstance instance, long now) {
    return instance.status() == Status.PROVISIONING
        ? instance
            .withVersion(instance.version(), null, now)
            .with(Status.WAITING_FOR_DATA, null, now)
        : instance;
  }

  /** The script, or a user, says that the provisioning is complete. */
  static PackInstance completed(PackInstance instance, long now) {
    return instance.status() == Status.WAITING_FOR_DATA
        ? instance.with(Status.INSTALLED, null, now)
        : instance;
  }

  static PackInstance failed(PackInstance instance, boolean retryable, String message, long now) {
    return instance.with(
        Status.ERROR, new InstanceError(retryable, instance.status(), message), now);
  }

  /** An upgrade begins; the instance keeps its nodes until the new ones are in. */
  static PackInstance upgrading(PackInstance instance, SemVer next, long now) {
    return instance.withVersion(next, instance.version(), now).with(Status.PROVISIONING, null, now);
  }

  static PackInstance removing(PackInstance instance, long now) {
    return instance.with(Status.DEPROVISIONING, null, now);
  }
}
