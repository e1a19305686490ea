package io.stackstate.operator.instance;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.stackstate.operator.instance.model.BackendRef;
import io.stackstate.operator.instance.model.StageName;
import io.stackstate.operator.k8s.Written;
import io.stackstate.operator.status.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Applies objects one after the other and sums up: one that is refused does not keep the others
 * from being applied, an API server that does not answer does. For one thread.
 */
final class Application {
  /** What is waited for is watched; this is for a watch that has lost something. */
  static final Duration SOON = Duration.ofMinutes(1);

  private static final Duration RARELY = Duration.ofMinutes(10);
  private static final Duration FORBIDDEN = Duration.ofMinutes(5);
  private static final Duration CRD_MISSING = Duration.ofSeconds(60);

  private final StageName stage;
  private final InstanceContext context;
  private final List<GenericKubernetesResource> objects = new ArrayList<>();
  private final List<String> plan = new ArrayList<>();
  private Outcome worst = new Outcome.Done();

  Application(StageName stage, InstanceContext context) {
    this.stage = stage;
    this.context = context;
  }

  /** Applies an object, unless the API server failed before. */
  void apply(HasMetadata desired) {
    if (worst instanceof Outcome.Failed) {
      return;
    }
    try {
      take(context.writer().write(desired));
    } catch (KubernetesClientException e) {
      String reason = e.getCode() == 409 ? "Conflict" : "ApiServerUnavailable";
      note(new Outcome.Failed(reason, e.getMessage(), e));
    }
  }

  /** Demands a resource of another operator that was not applied here because it was adopted. */
  void require(InstanceContext.BackEnd backEnd) {
    BackendRef reference = backEnd.reference();
    boolean applied =
        objects.stream()
            .anyMatch(
                o ->
                    o.getKind().equals(reference.kind())
                        && o.getMetadata().getName().equals(reference.name()));
    if (applied || !worst.isDone()) {
      return;
    }
    if (backEnd.found().isPresent()) {
      objects.add(backEnd.found().get());
    } else if (backEnd.served()) {
      String missing = "%s %s does not exist".formatted(reference.kind(), reference.name());
      note(new Outcome.Blocked("BackendMissing", missing + " and is not made here", RARELY));
    } else {
      String missing = "the cluster does not serve %s of %s: install the operator it belongs to";
      note(
          new Outcome.Blocked(
              "CRDMissing", missing.formatted(reference.kind(), reference.group()), CRD_MISSING));
    }
  }

  private void take(Written written) {
    if (written instanceof Written.Done done) {
      objects.add(done.now());
    } else if (written instanceof Written.Planned planned) {
      plan.addAll(planned.differences());
    } else if (written instanceof Written.Waiting waiting) {
      note(new Outcome.Waiting(waiting.reason(), waiting.message(), Duration.ofSeconds(2)));
    } else if (written instanceof Written.Blocked blocked) {
      note(new Outcome.Blocked(blocked.reason(), blocked.message(), again(blocked.reason())));
    }
  }

  private static Duration again(String reason) {
    return switch (reason) {
      case "CRDMissing" -> CRD_MISSING;
      case "Forbidden", "QuotaExceeded", "AdmissionRefused" -> FORBIDDEN;
      default -> RARELY;
    };
  }

  private void note(Outcome outcome) {
    if (weight(outcome) > weight(worst)) {
      worst = outcome;
    }
  }

  private static int weight(Outcome outcome) {
    if (outcome instanceof Outcome.Failed) {
      return 3;
    }
    if (outcome instanceof Outcome.Blocked) {
      return 2;
    }
    return outcome instanceof Outcome.Waiting ? 1 : 0;
  }

  /** True when all that was applied until now is ready. */
  boolean isReady() {
    return worst.isDone() && trouble().isEmpty();
  }

  /** What became of it all. */
  StageReport report() {
    return new StageReport(stage, worst.isDone() ? trouble().orElse(worst) : worst, objects, plan);
  }

  private Optional<Outcome> trouble() {
    Optional<Outcome> waiting = Optional.empty();
    for (GenericKubernetesResource object : objects) {
      Readiness readiness = Readiness.of(object);
      if (readiness instanceof Readiness.Progressing progressing) {
        Optional<Readiness.Failing> pod = PodTrouble.of(object, context.existing().get());
        if (pod.isPresent()) {
          return pod.map(Application::blocked);
        }
        waiting =
            waiting.or(
                () -> Optional.of(new Outcome.Waiting("NotReadyYet", progressing.message(), SOON)));
      } else if (readiness instanceof Readiness.Failing failing) {
        return Optional.of(blocked(failing));
      }
    }
    return waiting;
  }

  private static Outcome blocked(Readiness.Failing failing) {
    return new Outcome.Blocked(failing.reason(), failing.message(), Duration.ofMinutes(1));
  }
}
