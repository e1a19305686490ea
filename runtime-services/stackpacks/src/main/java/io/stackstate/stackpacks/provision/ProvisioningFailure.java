package io.stackstate.stackpacks.provision;

/** A provisioning script says that it cannot go on. */
final class ProvisioningFailure extends RuntimeException {
  ProvisioningFailure(String message) {
    super(message, null, false, false);
  }
}
