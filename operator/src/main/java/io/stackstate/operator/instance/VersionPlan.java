package io.stackstate.operator.instance;

import io.stackstate.crds.instance.StackStateInstance;
import io.stackstate.crds.instance.UpgradeStrategy;
import io.stackstate.crds.instance.VersionStatus;
import java.util.Map;
import java.util.Optional;

/**
 * Which version of the platform an instance is to have now (deployment sheet, sections 9 and
 * 12.12). Pure.
 */
sealed interface VersionPlan {
  /** On an instance: the version that may be installed, when upgrades are approved by hand. */
  String APPROVAL = "stackstate.io/approve-upgrade";

  /** The version stays, or is the first one. */
  record Steady(String version) implements VersionPlan {}

  /** A newer version is rolled out. */
  record Upgrade(String from, String version) implements VersionPlan {}

  /** The version stays although another one is wanted. */
  record Hold(String version, String reason, String message) implements VersionPlan {}

  /** Nothing of the instance may be touched. */
  record Refuse(String reason, String message) implements VersionPlan {}

  /** The version that the spec asks for, or else the operator. */
  static String asked(StackStateInstance instance, String operator) {
    String asked = instance.getSpec().version();
    return asked == null ? operator : asked;
  }

  /**
   * @param operator the version that belongs to this operator
   */
  static VersionPlan of(StackStateInstance instance, String operator) {
    Version wanted = Version.of(asked(instance, operator));
    Optional<Version> current =
        Optional.ofNullable(instance.getStatus())
            .map(status -> status.version())
            .map(VersionStatus::current)
            .map(Version::of);
    Version highest = current.filter(wanted::isOlderThan).orElse(wanted);
    if (highest.isNewerLineThan(Version.of(operator))) {
      return new Refuse(
          "NewerThanOperator",
          "version %s is newer than this operator, %s: upgrade the operator; all is left as it is"
              .formatted(highest, operator));
    }
    if (current.isEmpty() || current.get().equals(wanted)) {
      return new Steady(wanted.toString());
    }
    return change(instance, current.get(), wanted);
  }

  private static VersionPlan change(StackStateInstance instance, Version from, Version to) {
    if (to.isOlderThan(from)) {
      return new Refuse(
          "DowngradeNotSupported",
          "version %s runs and %s is older: set spec.version to %s or newer"
              .formatted(from, to, from));
    }
    if (to.major() > from.major() + 1) {
      return new Refuse(
          "UpgradePathNotSupported",
          "version %s runs and %s skips a major version: go to %d first"
              .formatted(from, to, from.major() + 1));
    }
    if (to.toString().equals(instance.getStatus().version().rolledBackFrom())) {
      return new Hold(
          from.toString(),
          "RolledBack",
          "version %2$s was not ready in time, so %1$s runs on: to try it again, set spec.version to %1$s and then to %2$s"
              .formatted(from, to));
    }
    var upgrade = instance.getSpec().upgrade();
    boolean manual = upgrade != null && upgrade.strategy() == UpgradeStrategy.Manual;
    Map<String, String> annotations = instance.getMetadata().getAnnotations();
    boolean approved = annotations != null && to.toString().equals(annotations.get(APPROVAL));
    if (manual && !approved) {
      return new Hold(
          from.toString(),
          "ApprovalRequired",
          "version %s is ready to be rolled out: annotate %s=%s".formatted(to, APPROVAL, to));
    }
    return new Upgrade(from.toString(), to.toString());
  }
}
