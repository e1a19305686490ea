package io.stackstate.operator.instance;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.stackstate.crds.instance.StackStateInstance;
import io.stackstate.crds.instance.StackStateInstanceStatus;
import io.stackstate.operator.content.InvalidSpecException;
import io.stackstate.operator.instance.InstanceContext.BackEnd;
import io.stackstate.operator.instance.model.BackendRef;
import io.stackstate.operator.instance.model.InstanceModel;
import io.stackstate.operator.instance.model.StageName;
import io.stackstate.operator.k8s.ObjectId;
import io.stackstate.operator.k8s.ObjectWriter;
import io.stackstate.operator.k8s.Ownership;
import io.stackstate.operator.k8s.Written;
import io.stackstate.operator.status.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Brings about what a StackStateInstance asks for, in visible steps: decide the version, read
 * facts, build objects, run stages, prune, report. The status is written here and nowhere else, and
 * only when it differs. Deletion needs no work: owner references and claim policies say what goes
 * and what stays, so that a missing operator never keeps a resource from being deleted.
 * Thread-safe.
 */
public final class StackStateInstanceReconciler implements Reconciler<StackStateInstance> {
  /** {@code "true"} does the same as {@code spec.paused}. */
  static final String PAUSE = "stackstate.io/pause-reconciliation";

  /** {@code "true"} has the status tell what would change, and changes nothing. */
  static final String PLAN = "stackstate.io/plan";

  private static final Duration FORBIDDEN = Duration.ofMinutes(5);

  /**
   * A spec that changes while a status is being written is in the answer to that write, so that the
   * framework takes its event for ours and drops it.
   */
  private static final Duration AFTER_WRITE = Duration.ofSeconds(3);

  private final Tools tools;
  private final Stages stages;
  private final Clock clock;
  private volatile OwnedEvents events;

  public StackStateInstanceReconciler(Tools tools, Clock clock) {
    this.tools = tools;
    this.stages = new Stages(tools.metrics());
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, StackStateInstance>> prepareEventSources(
      EventSourceContext<StackStateInstance> context) {
    events = new OwnedEvents(tools, context.getPrimaryCache());
    tools.directory().follow(context.getPrimaryCache());
    return List.of(events);
  }

  /** Has all instances looked at again, since what the cluster offers has changed. */
  public void clusterChanged() {
    if (events != null) {
      events.all();
    }
  }

  static boolean isPaused(StackStateInstance instance) {
    return Boolean.TRUE.equals(instance.getSpec().paused()) || isAnnotated(instance, PAUSE);
  }

  private static boolean isAnnotated(StackStateInstance instance, String annotation) {
    Map<String, String> annotations = instance.getMetadata().getAnnotations();
    return annotations != null && "true".equals(annotations.get(annotation));
  }

  @Override
  public UpdateControl<StackStateInstance> reconcile(
      StackStateInstance instance, Context<StackStateInstance> context) {
    InstanceStatus status = new InstanceStatus(instance, clock.instant());
    try {
      VersionPlan plan = VersionPlan.of(instance, tools.release().version());
      if (plan instanceof VersionPlan.Refuse refuse) {
        return conclude(
            instance, status.refused(refuse.reason(), refuse.message(), true), List.of());
      }
      return bringAbout(instance, plan, status);
    } catch (InvalidSpecException | IllegalArgumentException e) {
      return conclude(instance, status.refused("InvalidSpec", e.getMessage(), false), List.of());
    } catch (KubernetesClientException e) {
      if (e.getCode() != 403) {
        throw e;
      }
      String message = "the operator may not read what the spec refers to: " + e.getMessage();
      return conclude(instance, status.refused("Forbidden", message, false), List.of())
          .rescheduleAfter(FORBIDDEN);
    }
  }

  private UpdateControl<StackStateInstance> bringAbout(
      StackStateInstance instance, VersionPlan plan, InstanceStatus status)
      throws InvalidSpecException {
    Ownership owner = Ownership.of(instance);
    InstanceModel model = InstanceModel.of(instance, tools.facts().read(instance));
    tools.directory().announce(instance, model);
    Map<StageName, BackEnd> backEnds = backEnds(owner, model);
    tools.facts().retain(instance, backEnds.values().stream().map(BackEnd::reference).toList());
    InstanceContext context =
        new InstanceContext(
            desired(model),
            backEnds,
            writer(instance, owner),
            plan instanceof VersionPlan.Upgrade,
            () -> tools.owned().of(owner.namespace(), owner.name()));
    List<StageReport> reports = new ArrayList<>(stages.run(context));
    boolean planning = isAnnotated(instance, PLAN);
    List<String> differences = planning ? differences(owner, model, reports) : null;
    if (!planning && !isPaused(instance)) {
      prune(owner, model, reports);
    }
    List<GenericKubernetesResource> existing = context.existing().get();
    Rollout rollout = rollout(instance, model, plan, reports, existing);
    UpdateControl<StackStateInstance> control =
        conclude(instance, status.of(model, rollout, reports, differences, existing), reports);
    return earlier(control, rollout.setback());
  }

  private Rollout rollout(
      StackStateInstance instance,
      InstanceModel model,
      VersionPlan plan,
      List<StageReport> reports,
      List<GenericKubernetesResource> existing) {
    StoreEvidence evidence = StoreEvidence.of(model.version(), existing);
    boolean settled =
        isPaused(instance)
            || isAnnotated(instance, PLAN)
            || reports.stream()
                .anyMatch(r -> r.stage() == StageName.SERVICES && r.outcome().isDone());
    Setback setback =
        settled || instance.getStatus() == null
            ? new Setback.None()
            : Setback.of(
                instance.getStatus().version(),
                model.version(),
                model.spec().upgrade().rollbackAfter(),
                evidence,
                clock.instant());
    String asked = VersionPlan.asked(instance, tools.release().version());
    return new Rollout(plan, asked, evidence, setback);
  }

  /** In time to take a version back, and at once when that was decided. */
  private static UpdateControl<StackStateInstance> earlier(
      UpdateControl<StackStateInstance> control, Setback setback) {
    Optional<Duration> wanted = Optional.empty();
    if (setback instanceof Setback.Back) {
      wanted = Optional.of(Duration.ofMillis(100));
    } else if (setback instanceof Setback.Patience patience) {
      wanted = Optional.of(patience.left().plusMillis(100));
    }
    wanted
        .filter(delay -> control.getScheduleDelay().filter(d -> d <= delay.toMillis()).isEmpty())
        .ifPresent(control::rescheduleAfter);
    return control;
  }

  private static Map<StageName, List<HasMetadata>> desired(InstanceModel model) {
    Map<StageName, List<HasMetadata>> desired = new EnumMap<>(StageName.class);
    for (StageName stage : StageName.values()) {
      desired.put(stage, model.objects(stage));
    }
    return desired;
  }

  private Map<StageName, BackEnd> backEnds(Ownership owner, InstanceModel model) {
    Map<StageName, BackEnd> backEnds = new EnumMap<>(StageName.class);
    model.kafka().ifPresent(r -> backEnds.put(StageName.KAFKA, backEnd(owner, r)));
    model.elasticsearch().ifPresent(r -> backEnds.put(StageName.ELASTICSEARCH, backEnd(owner, r)));
    model.graph().ifPresent(r -> backEnds.put(StageName.GRAPH, backEnd(owner, r)));
    return backEnds;
  }

  private BackEnd backEnd(Ownership owner, BackendRef reference) {
    return new BackEnd(
        reference, tools.facts().serves(reference), tools.facts().backEnd(owner, reference));
  }

  private ObjectWriter writer(StackStateInstance instance, Ownership owner) {
    if (isAnnotated(instance, PLAN)) {
      return tools.planner().forOwner(owner);
    }
    return isPaused(instance) ? tools.observer().writer() : tools.applier().forOwner(owner);
  }

  /** Only when it is certain that all that is desired is known. */
  private void prune(Ownership owner, InstanceModel model, List<StageReport> reports) {
    boolean certain =
        tools.owned().synced()
            && reports.stream().noneMatch(r -> r.outcome() instanceof Outcome.Failed);
    if (!certain) {
      return;
    }
    Optional<Written.Blocked> left = tools.pruner().prune(owner, ids(model));
    left.ifPresent(
        blocked ->
            reports.add(
                StageReport.skipped(StageName.MONITORING, "")
                    .with(
                        new Outcome.Blocked(
                            blocked.reason(), blocked.message(), Duration.ofMinutes(5)))));
  }

  private List<String> differences(
      Ownership owner, InstanceModel model, List<StageReport> reports) {
    List<String> lines = new ArrayList<>();
    reports.forEach(report -> lines.addAll(report.plan()));
    tools.pruner().candidates(owner, ids(model)).forEach(id -> lines.add("delete " + id));
    return lines;
  }

  private static Set<ObjectId> ids(InstanceModel model) {
    return model.all().stream().map(ObjectId::of).collect(Collectors.toSet());
  }

  private UpdateControl<StackStateInstance> conclude(
      StackStateInstance instance, StackStateInstanceStatus next, List<StageReport> reports) {
    tools.announcer().announce(instance, next);
    boolean changed = !Objects.equals(next, instance.getStatus());
    StackStateInstance updated = new StackStateInstance();
    updated.setMetadata(instance.getMetadata());
    updated.setSpec(instance.getSpec());
    updated.setStatus(next);
    Optional<RuntimeException> failure = failure(reports);
    if (failure.isPresent()) {
      throw new StageFailedException(updated, changed, failure.get());
    }
    UpdateControl<StackStateInstance> control =
        changed ? UpdateControl.patchStatus(updated) : UpdateControl.noUpdate();
    Optional<Duration> check = changed ? Optional.of(AFTER_WRITE) : Optional.empty();
    Stream.concat(again(reports).stream(), check.stream())
        .min(Duration::compareTo)
        .ifPresent(control::rescheduleAfter);
    return control;
  }

  private static Optional<RuntimeException> failure(List<StageReport> reports) {
    return reports.stream()
        .filter(report -> report.outcome() instanceof Outcome.Failed)
        .map(report -> ((Outcome.Failed) report.outcome()).cause())
        .findFirst();
  }

  private static Optional<Duration> again(List<StageReport> reports) {
    return reports.stream()
        .map(StageReport::outcome)
        .flatMap(outcome -> after(outcome).stream())
        .min(Duration::compareTo);
  }

  private static Optional<Duration> after(Outcome outcome) {
    if (outcome instanceof Outcome.Waiting waiting) {
      return Optional.of(waiting.after());
    }
    return outcome instanceof Outcome.Blocked blocked
        ? Optional.of(blocked.after())
        : Optional.empty();
  }

  /** The framework tries again with growing delays; the status says why. */
  @Override
  public ErrorStatusUpdateControl<StackStateInstance> updateErrorStatus(
      StackStateInstance instance, Context<StackStateInstance> context, Exception failure) {
    if (failure instanceof StageFailedException staged) {
      return staged.changed()
          ? ErrorStatusUpdateControl.patchStatus(staged.instance())
          : ErrorStatusUpdateControl.noStatusUpdate();
    }
    if (failure instanceof KubernetesClientException) {
      StackStateInstanceStatus next =
          new InstanceStatus(instance, clock.instant()).unreachable(failure.getMessage());
      if (!Objects.equals(next, instance.getStatus())) {
        instance.setStatus(next);
        return ErrorStatusUpdateControl.patchStatus(instance);
      }
      return ErrorStatusUpdateControl.noStatusUpdate();
    }
    return ErrorStatusUpdateControl.defaultErrorProcessing();
  }
}
