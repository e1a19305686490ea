package io.stackstate.operator.content;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.crds.Condition;
import io.stackstate.crds.StackPackStatus;
import io.stackstate.operator.status.Conditions;
import io.stackstate.operator.status.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Reads what {@link PackInstance} sees. Pure. */
final class PackView {
  private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

  private PackView() {}

  /**
   * Whether the visible part of an instance is as desired; not when something failed a while ago
   * that may succeed when it is tried again.
   */
  static boolean matches(DesiredPack desired, JsonNode view, Instant now) {
    JsonNode instance = view.path("instance");
    if (!instance.path("stackPackVersion").asText().equals(desired.version())) {
      return false;
    }
    JsonNode config = instance.path("config");
    for (Map.Entry<String, String> value : desired.shown().entrySet()) {
      // Passwords are not shown, wherever they come from.
      JsonNode found = config.get(value.getKey());
      if (found != null && !found.asText().equals(value.getValue())) {
        return false;
      }
    }
    long failedAt = instance.path("lastUpdateTimestamp").asLong();
    boolean again = Instant.ofEpochMilli(failedAt).plus(RETRY_AFTER).isBefore(now);
    return !(instance.at("/error/retryable").asBoolean() && again);
  }

  static boolean deleting(JsonNode view) {
    return phase(view).equals("DEPROVISIONING");
  }

  static Verdict verdict(JsonNode view) {
    String version = view.at("/instance/stackPackVersion").asText();
    String what = view.path("pack").asText() + " " + version;
    return switch (phase(view)) {
      case "PROVISIONING" -> Verdict.waiting("Provisioning", what + " is being installed");
      case "WAITING_FOR_DATA" ->
          Verdict.ready("WaitingForData", what + " is installed; no data arrived for it yet");
      case "INSTALLED" -> Verdict.ready("Installed", what + " is installed");
      case "DEPROVISIONING" -> Verdict.waiting("Deleting", what + " is being uninstalled");
      case "ERROR" ->
          Verdict.stalled(
              "ProvisioningFailed",
              what + ": " + view.at("/instance/error/error/message").asText());
      default ->
          Verdict.waiting("UnknownStatus", "the platform reports status \"" + phase(view) + "\"");
    };
  }

  static StackPackStatus status(Content.Observation seen, StackPackStatus old, String digest) {
    String packageDigest = digest == null ? old.packageDigest() : digest;
    String error = lastError(seen);
    if (seen.view().isEmpty()) {
      return new StackPackStatus(
          seen.shared().observedGeneration(),
          seen.shared().conditions(),
          old.pack(),
          seen.gone() ? null : old.version(),
          old.availableVersion(),
          packageDigest,
          seen.gone() ? null : old.phase(),
          seen.gone() ? null : old.instanceId(),
          seen.gone() ? null : old.nodes(),
          seen.gone() ? null : old.sharedNodes(),
          seen.gone() ? null : old.components(),
          seen.gone() ? null : old.relations(),
          seen.gone() ? null : old.errors(),
          error,
          seen.shared().appliedHash());
    }
    JsonNode view = seen.view().get();
    JsonNode instance = view.path("instance");
    return new StackPackStatus(
        seen.shared().observedGeneration(),
        seen.shared().conditions(),
        view.path("pack").asText(),
        instance.path("stackPackVersion").asText(),
        view.path("available").asText(),
        packageDigest,
        phase(view),
        instance.path("id").asText(),
        number(instance, "nodes"),
        number(instance, "sharedNodes"),
        number(view, "components"),
        number(view, "relations"),
        number(view, "errors"),
        error,
        seen.shared().appliedHash());
  }

  /** What a stalled resource says, or what went wrong beside; null when all is well. */
  private static String lastError(Content.Observation seen) {
    String beside = seen.view().map(view -> view.path("problem").asText()).orElse("");
    if (!beside.isEmpty()) {
      return beside.length() > 1024 ? beside.substring(0, 1024) : beside;
    }
    return Conditions.find(seen.shared().conditions(), Condition.STALLED)
        .map(Condition::message)
        .orElse(null);
  }

  private static String phase(JsonNode view) {
    return view.at("/instance/status").asText();
  }

  private static Long number(JsonNode view, String field) {
    return view.path(field).isNumber() ? view.get(field).asLong() : null;
  }
}
