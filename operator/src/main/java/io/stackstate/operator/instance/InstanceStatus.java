package io.stackstate.operator.instance;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.stackstate.crds.Condition;
import io.stackstate.crds.ConditionStatus;
import io.stackstate.crds.instance.Phase;
import io.stackstate.crds.instance.StackStateInstance;
import io.stackstate.crds.instance.StackStateInstanceStatus;
import io.stackstate.crds.instance.VersionStatus;
import io.stackstate.operator.content.ContentHash;
import io.stackstate.operator.instance.model.InstanceModel;
import io.stackstate.operator.instance.model.StageName;
import io.stackstate.operator.status.Conditions;
import io.stackstate.operator.status.Outcome;
import io.stackstate.operator.status.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The next status of an instance: from what was observed, and from the status before where nothing
 * could be. Nothing in it changes while nothing changes, so that it is written only then. Pure.
 */
final class InstanceStatus {
  private static final int LONGEST_PLAN = 100;

  private final StackStateInstance instance;
  private final StackStateInstanceStatus before;
  private final Instant now;
  private final InstanceConditions conditions;

  InstanceStatus(StackStateInstance instance, Instant now) {
    this.instance = instance;
    this.before = instance.getStatus() == null ? EMPTY : instance.getStatus();
    this.now = now;
    this.conditions =
        new InstanceConditions(before.conditions(), instance.getMetadata().getGeneration(), now);
  }

  private static final StackStateInstanceStatus EMPTY =
      new StackStateInstanceStatus(
          null, null, null, null, null, null, null, null, null, null, null, null, null);

  /** Nothing was touched: the spec, or the version that it asks for, is refused. */
  StackStateInstanceStatus refused(String reason, String message, boolean upgradeBlocked) {
    List<Condition> kept =
        new ArrayList<>(before.conditions() == null ? List.of() : before.conditions());
    List<Condition> fresh =
        new ArrayList<>(
            Conditions.of(
                Verdict.stalled(reason, message),
                paused(),
                kept,
                instance.getMetadata().getGeneration(),
                now));
    boolean wasReady =
        Conditions.find(kept, Condition.READY)
            .filter(ready -> ready.status() == ConditionStatus.True)
            .isPresent();
    if (wasReady) {
      // What ran before still runs.
      fresh.replaceAll(
          c ->
              c.type().equals(Condition.READY)
                  ? conditions.one(
                      Condition.READY,
                      ConditionStatus.True,
                      reason,
                      "what was applied before runs on: " + message)
                  : c);
    }
    if (upgradeBlocked) {
      fresh.add(conditions.one("UpgradeBlocked", ConditionStatus.True, reason, message));
    }
    kept.stream()
        .filter(c -> c.type().endsWith("Ready") && !c.type().equals(Condition.READY))
        .forEach(fresh::add);
    return new StackStateInstanceStatus(
        instance.getMetadata().getGeneration(),
        before.version() == null ? Phase.Failed : before.phase(),
        fresh,
        before.version(),
        before.url(),
        before.receiverUrl(),
        before.apiKeySecret(),
        before.serviceTokenSecret(),
        before.components(),
        before.backends(),
        before.warnings(),
        null,
        before.lastAppliedHash());
  }

  /** Nothing could be found out, since the API server does not answer; all else stays. */
  StackStateInstanceStatus unreachable(String message) {
    List<Condition> kept = before.conditions() == null ? List.of() : before.conditions();
    List<Condition> fresh = new ArrayList<>(kept);
    fresh.removeIf(c -> c.type().equals(Condition.RECONCILING));
    fresh.add(
        conditions.one(
            Condition.RECONCILING,
            ConditionStatus.True,
            "ApiServerUnavailable",
            message + "; it is tried again"));
    return new StackStateInstanceStatus(
        before.observedGeneration(),
        before.phase(),
        fresh,
        before.version(),
        before.url(),
        before.receiverUrl(),
        before.apiKeySecret(),
        before.serviceTokenSecret(),
        before.components(),
        before.backends(),
        before.warnings(),
        before.plan(),
        before.lastAppliedHash());
  }

  /** All stages have run. */
  StackStateInstanceStatus of(
      InstanceModel model,
      Rollout rollout,
      List<StageReport> reports,
      List<String> differences,
      List<GenericKubernetesResource> existing) {
    boolean suspended = Boolean.TRUE.equals(instance.getSpec().suspend());
    Verdict verdict = verdict(reports, suspended);
    List<Condition> all = conditions.of(verdict, paused(), reports, rollout.evidence());
    rollout
        .blocked()
        .ifPresent(
            why ->
                all.add(
                    conditions.one(
                        "UpgradeBlocked", ConditionStatus.True, why.reason(), why.message())));
    if (!model.warnings().isEmpty()) {
      all.add(
          conditions.one(
              "ConfigurationWarning",
              ConditionStatus.True,
              "SeeWarnings",
              String.join("; ", model.warnings())));
    }
    boolean failed = reports.stream().anyMatch(r -> r.outcome() instanceof Outcome.Failed);
    VersionStatus version = version(model, reports, rollout);
    return new StackStateInstanceStatus(
        failed ? before.observedGeneration() : instance.getMetadata().getGeneration(),
        phase(verdict, rollout.plan(), version, suspended),
        all,
        version,
        model.spec().baseUrl(),
        model.receiverUrl(),
        model.apiKey().name(),
        model.serviceToken().name(),
        emptyToNull(Components.of(existing)),
        BackEnds.of(model.spec(), reports),
        emptyToNull(model.warnings()),
        plan(differences),
        verdict.progress() == Verdict.Progress.DONE && differences == null
            ? ContentHash.of(instance.getSpec())
            : before.lastAppliedHash());
  }

  /** An empty list does not survive a patch: it would be written again and again. */
  private static <T> List<T> emptyToNull(List<T> list) {
    return list.isEmpty() ? null : list;
  }

  private static List<String> plan(List<String> differences) {
    if (differences == null) {
      return null;
    }
    return differences.isEmpty()
        ? List.of("nothing")
        : differences.stream().limit(LONGEST_PLAN).toList();
  }

  private static Verdict verdict(List<StageReport> reports, boolean suspended) {
    Verdict verdict = InstanceConditions.verdict(reports);
    return suspended && verdict.ready() == ConditionStatus.True
        ? new Verdict(
            ConditionStatus.False,
            Verdict.Progress.DONE,
            "Suspended",
            "scaled to 0 as spec.suspend asks; data is kept")
        : verdict;
  }

  private boolean paused() {
    return StackStateInstanceReconciler.isPaused(instance);
  }

  private VersionStatus version(InstanceModel model, List<StageReport> reports, Rollout rollout) {
    boolean runs =
        reports.stream()
            .anyMatch(
                r -> r.stage() == StageName.SERVICES && r.outcome().isDone() && r.plan().isEmpty());
    return new VersionProgress(before.version(), rollout.asked(), model.version(), now)
        .next(runs && !paused(), rollout.evidence(), rollout.setback());
  }

  private static Phase phase(
      Verdict verdict, VersionPlan plan, VersionStatus version, boolean suspended) {
    if (suspended) {
      return Phase.Suspended;
    }
    if (verdict.ready() == ConditionStatus.True) {
      return Phase.Running;
    }
    if (plan instanceof VersionPlan.Upgrade) {
      return Phase.Upgrading;
    }
    if (version.current() != null) {
      return Phase.Degraded;
    }
    return verdict.progress() == Verdict.Progress.STALLED ? Phase.Pending : Phase.Provisioning;
  }
}
