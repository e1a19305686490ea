package io.stackstate.operator.k8s;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;

/** Tells apart what the API server answers when it does not do what it was asked (sheet, 5.6). */
final class KubeFailure {
  private KubeFailure() {}

  /** Another field manager owns a field and wants another value. */
  static boolean isFieldConflict(KubernetesClientException e) {
    return e.getCode() == 409
        && causes(e).stream().anyMatch(c -> "FieldManagerConflict".equals(c.getReason()));
  }

  /** A field cannot be changed once the object exists. */
  static boolean isImmutable(KubernetesClientException e) {
    String message = e.getMessage() == null ? "" : e.getMessage();
    return e.getCode() == 422
        && (message.contains("immutable") || message.contains("updates to statefulset spec"));
  }

  /** What somebody has to change; empty when the same call may succeed later. */
  static Optional<Written.Blocked> blocked(KubernetesClientException e, String verb, ObjectId id) {
    return switch (e.getCode()) {
      case 403 -> Optional.of(refused(e, verb, id));
      case 404 -> Optional.of(missing(e, id));
      case 400, 405, 422 ->
          Optional.of(new Written.Blocked("InvalidResource", id + ": " + text(e)));
      default -> Optional.empty();
    };
  }

  private static Written.Blocked refused(KubernetesClientException e, String verb, ObjectId id) {
    String text = text(e);
    if (text.contains("exceeded quota")) {
      return new Written.Blocked(
          "QuotaExceeded", id + ": " + text + "; raise the quota or ask for less");
    }
    if (text.contains("violates PodSecurity") || text.contains("denied the request")) {
      return new Written.Blocked("AdmissionRefused", id + ": " + text);
    }
    if (text.contains("because it is being terminated")) {
      return new Written.Blocked("NamespaceTerminating", id + ": " + text);
    }
    return new Written.Blocked(
        "Forbidden",
        "the operator may not %s %s in namespace %s: %s"
            .formatted(verb, id.kind(), id.namespace(), text));
  }

  private static Written.Blocked missing(KubernetesClientException e, ObjectId id) {
    if (text(e).startsWith("namespaces ")) {
      return new Written.Blocked("NamespaceMissing", id + ": " + text(e));
    }
    return crdMissing(id.group(), id.kind());
  }

  static Written.Blocked crdMissing(String group, String kind) {
    return new Written.Blocked(
        "CRDMissing",
        "the cluster does not serve %s of %s: install the operator that it belongs to, this goes on by itself then"
            .formatted(kind, group));
  }

  /** What the server says, without the client's wrapping. */
  static String text(KubernetesClientException e) {
    Status status = e.getStatus();
    return status == null || status.getMessage() == null ? e.getMessage() : status.getMessage();
  }

  private static List<StatusCause> causes(KubernetesClientException e) {
    Status status = e.getStatus();
    if (status == null || status.getDetails() == null || status.getDetails().getCauses() == null) {
      return List.of();
    }
    return status.getDetails().getCauses();
  }
}
