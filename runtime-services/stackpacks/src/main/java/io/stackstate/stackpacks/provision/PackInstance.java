package io.stackstate.stackpacks.provision;

import io.stackstate.stackpacks.archive.SemVer;
import io.stackstate.stackpacks.stj.ImportOptions.Strategy;
import java.util.Map;
import java.util.TreeMap;

/**
 * An instance of a StackPack. Its life is {@link Lifecycle}'s matter.
 *
 * @param id by which clients speak of it, from 1
 * @param uuid part of the identifiers of its nodes
 * @param version that its nodes are from
 * @param previous the version before the upgrade that is under way; null when none is
 * @param config values of the inputs, passwords sealed by {@link SecretBox} for its uuid
 * @param unlocked what the work under way does with nodes that users unlocked and changed
 * @param error null unless the status is ERROR
 * @param sinceMillis when the work for its present status began, epoch milliseconds: data that
 *     arrived later counts as arrived
 */
public record PackInstance(
    long id,
    String uuid,
    String pack,
    SemVer version,
    SemVer previous,
    Status status,
    Map<String, String> config,
    Strategy unlocked,
    InstanceError error,
    long sinceMillis,
    long lastUpdateMillis) {

  /**
   * Why an instance is in error.
   *
   * @param retryable whether trying the same again may help
   * @param during the status in which it happened
   */
  public record InstanceError(boolean retryable, Status during, String message) {}

  public PackInstance {
    config = Map.copyOf(new TreeMap<>(config));
  }

  /** Whether its installation failed, which left nothing of it. */
  boolean neverInstalled() {
    return status == Status.ERROR && error != null && error.during() == Status.PROVISIONING;
  }

  PackInstance with(Status next, InstanceError problem, long now) {
    boolean began = next != status;
    return new PackInstance(
        id,
        uuid,
        pack,
        version,
        previous,
        next,
        config,
        unlocked,
        problem,
        began ? now : sinceMillis,
        now);
  }

  PackInstance withVersion(SemVer next, SemVer before, long now) {
    return new PackInstance(
        id, uuid, pack, next, before, status, config, unlocked, error, sinceMillis, now);
  }

  /** Being provisioned anew in the version that it has, with other values. */
  PackInstance reconfigured(Map<String, String> values, Strategy strategy, long now) {
    return new PackInstance(
        id,
        uuid,
        pack,
        version,
        version,
        Status.PROVISIONING,
        values,
        strategy,
        null,
        sinceMillis,
        now);
  }

  PackInstance withUnlocked(Strategy strategy) {
    return new PackInstance(
        id,
        uuid,
        pack,
        version,
        previous,
        status,
        config,
        strategy,
        error,
        sinceMillis,
        lastUpdateMillis);
  }

  PackInstance withConfig(Map<String, String> values) {
    return new PackInstance(
        id,
        uuid,
        pack,
        version,
        previous,
        status,
        values,
        unlocked,
        error,
        sinceMillis,
        lastUpdateMillis);
  }

  /** Never the configuration: it may hold passwords. */
  @Override
  public String toString() {
    return pack + " " + version + " instance " + id + " (" + status + ")";
  }
}
