package com.stackstate.stackpack;

import java.util.Map;

/**
 * Superclass of the script that installs a StackPack (topology sheet, 7.6). The actions that its
 * methods return are run by the platform, in one transaction; what it does by itself while it
 * computes them changes nothing.
 *
 * <p>{@code config} holds the values of the pack's inputs and cannot be changed.
 */
public abstract class ProvisioningScript {
  private final ProvisioningContext context;

  protected ProvisioningScript(ProvisioningContext context) {
    this.context = context;
  }

  public final ProvisioningContext context() {
    return context;
  }

  /** Once, before the first instance. */
  public ProvisioningIO<?> preInstall(Map<String, Object> config) {
    return ProvisioningIO.nothing();
  }

  /** For each instance. */
  public ProvisioningIO<?> install(Map<String, Object> config) {
    return ProvisioningIO.nothing();
  }

  /** After the installation of an instance; says when it is complete. */
  public void waitingForData(Map<String, Object> config) {
    context.sts().provisioningComplete();
  }

  /** For each instance, from an older version of the same major. */
  public ProvisioningIO<?> upgrade(Map<String, Object> config, Version previous) {
    return install(config);
  }

  /** For each instance, before what it brought is removed. */
  public ProvisioningIO<?> uninstall(Map<String, Object> config) {
    return ProvisioningIO.nothing();
  }

  /** Once, after the last instance. */
  public ProvisioningIO<?> postUninstall(Map<String, Object> config) {
    return ProvisioningIO.nothing();
  }
}
