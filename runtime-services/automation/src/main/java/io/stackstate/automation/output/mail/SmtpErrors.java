package io.stackstate.automation.output.mail;

import io.stackstate.automation.output.DeliveryFailure;
import io.stackstate.automation.output.FailureCategory;
import io.stackstate.automation.output.http.BlockedAddressException;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** What a failure of a mail server means: replies 4xx may pass, 5xx do not. */
final class SmtpErrors {
  private static final int AUTH_REQUIRED = 530;
  private static final int AUTH_REFUSED = 535;

  private SmtpErrors() {}

  static DeliveryFailure failure(Exception e, boolean late, Duration timeout) {
    List<Exception> chain = chain(e);
    if (late || any(chain, SocketTimeoutException.class)) {
      return DeliveryFailure.retry(
          FailureCategory.TIMEOUT, "no answer within " + timeout.toSeconds() + " s");
    }
    for (Exception link : chain) {
      if (link instanceof AuthenticationFailedException) {
        return DeliveryFailure.authFailed("mail server: " + line(link));
      }
      if (link instanceof BlockedAddressException) {
        return DeliveryFailure.refused(FailureCategory.BLOCKED, link.getMessage());
      }
      if (link instanceof UnknownHostException) {
        return DeliveryFailure.retry(FailureCategory.DNS, "host not known: " + link.getMessage());
      }
      if (link instanceof SSLException) {
        return DeliveryFailure.retry(FailureCategory.TLS, line(link));
      }
    }
    return replied(chain, e);
  }

  private static DeliveryFailure replied(List<Exception> chain, Exception e) {
    // The last one tells which recipient it was.
    for (int i = chain.size() - 1; i >= 0; i--) {
      OptionalInt code = code(chain.get(i));
      if (code.isPresent()) {
        return replied(code.getAsInt(), "mail server: " + line(chain.get(i)));
      }
    }
    return any(chain, IOException.class)
        ? DeliveryFailure.retry(FailureCategory.NETWORK, line(e))
        : DeliveryFailure.retry(FailureCategory.SMTP, "mail server: " + line(e));
  }

  private static DeliveryFailure replied(int code, String message) {
    if (code == AUTH_REQUIRED || code == AUTH_REFUSED) {
      return DeliveryFailure.authFailed(message);
    }
    return code >= 500
        ? DeliveryFailure.refused(FailureCategory.SMTP, message)
        : DeliveryFailure.retry(FailureCategory.SMTP, message);
  }

  private static OptionalInt code(Exception e) {
    if (e instanceof SMTPAddressFailedException address) {
      return OptionalInt.of(address.getReturnCode());
    }
    if (e instanceof SMTPSenderFailedException sender) {
      return OptionalInt.of(sender.getReturnCode());
    }
    return e instanceof SMTPSendFailedException send && send.getReturnCode() > 0
        ? OptionalInt.of(send.getReturnCode())
        : OptionalInt.empty();
  }

  private static List<Exception> chain(Exception e) {
    List<Exception> chain = new ArrayList<>();
    Exception link = e;
    while (link != null && chain.size() < 20) {
      chain.add(link);
      link = next(link);
    }
    return chain;
  }

  private static Exception next(Exception e) {
    if (e instanceof MessagingException mail && mail.getNextException() != null) {
      return mail.getNextException();
    }
    return e.getCause() instanceof Exception cause ? cause : null;
  }

  private static boolean any(List<Exception> chain, Class<? extends Exception> type) {
    return chain.stream().anyMatch(type::isInstance);
  }

  private static String line(Exception e) {
    return String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip();
  }
}
