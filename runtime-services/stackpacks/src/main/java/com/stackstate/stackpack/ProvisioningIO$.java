package com.stackstate.stackpack;

/** The companion that some scripts import by name. */
public final class ProvisioningIO$ {
  public static final ProvisioningIO$ MODULE$ = new ProvisioningIO$();

  private ProvisioningIO$() {}

  public ProvisioningIO<?> nothing() {
    return ProvisioningIO.nothing();
  }
}
