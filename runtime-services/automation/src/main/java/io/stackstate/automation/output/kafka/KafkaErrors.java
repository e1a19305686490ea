package io.stackstate.automation.output.kafka;

import io.stackstate.automation.output.DeliveryFailure;
import io.stackstate.automation.output.FailureCategory;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;

/** What a failure of Kafka's client means. Pure. */
final class KafkaErrors {
  private KafkaErrors() {}

  static DeliveryFailure of(Throwable error, String topic) {
    String message = topic + ": " + text(error);
    if (error instanceof SslAuthenticationException) {
      return DeliveryFailure.retry(FailureCategory.TLS, message);
    }
    if (error instanceof AuthenticationException || error instanceof AuthorizationException) {
      return DeliveryFailure.authFailed(message);
    }
    if (error instanceof TimeoutException) {
      return DeliveryFailure.retry(FailureCategory.TIMEOUT, message);
    }
    if (error instanceof RecordTooLargeException) {
      return DeliveryFailure.refused(FailureCategory.CONTENT, message);
    }
    if (error instanceof InvalidTopicException) {
      return DeliveryFailure.refused(FailureCategory.RECEIVER, message);
    }
    boolean answered = error instanceof ApiException && !(error instanceof RetriableException);
    return DeliveryFailure.retry(
        answered ? FailureCategory.RECEIVER : FailureCategory.NETWORK, message);
  }

  private static String text(Throwable error) {
    String message = error.getMessage() == null ? "" : ": " + error.getMessage();
    return error.getClass().getSimpleName().replace("Exception", "") + message;
  }
}
