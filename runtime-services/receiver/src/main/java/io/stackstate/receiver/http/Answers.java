package io.stackstate.receiver.http;

import com.linecorp.armeria.common.ClosedSessionException;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.TimeoutException;
import com.linecorp.armeria.common.stream.CancelledSubscriptionException;
import com.linecorp.armeria.common.stream.ClosedStreamException;
import io.stackstate.receiver.intake.Overloaded;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answer to a request that failed. A transient fault must never be a 4xx: transactional senders
 * would take it as delivered (intake sheet, section 4.3).
 */
final class Answers {
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

  private final long maxBodyBytes;

  Answers(long maxBodyBytes) {
    this.maxBodyBytes = maxBodyBytes;
  }

  Answer of(String path, Throwable thrown) {
    Throwable cause = thrown;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof Overloaded) {
      return Answer.comeBack(cause.getMessage());
    }
    if (cause instanceof ContentTooLargeException) {
      return Answer.error(
          HttpStatus.REQUEST_ENTITY_TOO_LARGE,
          "the body is larger than " + maxBodyBytes + " bytes");
    }
    if (isConnectionLost(cause)) {
      return Answer.comeBack("the request did not arrive completely");
    }
    LOG.error("A request to {} failed for a reason that is not the sender's", path, cause);
    return Answer.error(HttpStatus.INTERNAL_SERVER_ERROR, "internal error");
  }

  private static boolean isConnectionLost(Throwable cause) {
    return cause instanceof ClosedSessionException
        || cause instanceof ClosedStreamException
        || cause instanceof CancelledSubscriptionException
        || cause instanceof TimeoutException;
  }
}
