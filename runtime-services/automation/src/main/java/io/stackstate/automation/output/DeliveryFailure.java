package io.stackstate.automation.output;

import java.time.Duration;
import java.util.Optional;

/**
 * Ends an attempt from wherever it is with an outcome that is not {@link Outcome.Delivered}. Never
 * leaves {@link Delivery#deliver}. Carries no stack trace: receivers fail often.
 */
public final class DeliveryFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Outcome outcome;

  public DeliveryFailure(Outcome outcome) {
    super(outcome.toString(), null, false, false);
    this.outcome = outcome;
  }

  public static DeliveryFailure retry(FailureCategory category, String message) {
    return new DeliveryFailure(new Outcome.Retry(category, message, Optional.empty()));
  }

  public static DeliveryFailure retry(
      FailureCategory category, String message, Optional<Duration> after) {
    return new DeliveryFailure(new Outcome.Retry(category, message, after));
  }

  public static DeliveryFailure refused(FailureCategory category, String message) {
    return new DeliveryFailure(new Outcome.Refused(category, message));
  }

  public static DeliveryFailure authFailed(String message) {
    return new DeliveryFailure(new Outcome.AuthFailed(message));
  }

  public Outcome outcome() {
    return outcome;
  }
}
