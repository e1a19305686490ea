package io.stackstate.stackpacks.provision;

/** Statuses of an instance; exactly the words that clients know (REST sheet, 6.3). */
public enum Status {
  PROVISIONING,
  WAITING_FOR_DATA,
  INSTALLED,
  DEPROVISIONING,
  ERROR
}
