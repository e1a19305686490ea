package io.stackstate.automation.output.mail;

import io.stackstate.automation.output.DeliveryFailure;
import io.stackstate.automation.output.MissingSecretException;
import io.stackstate.automation.output.http.HttpRuntime;
import io.stackstate.automation.output.http.ReadSecrets;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;

/** Messages of plain text, through the mail server of the process. Thread-safe. */
public final class PlainMail {
  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private final HttpRuntime runtime;
  private final MailServer server;

  public PlainMail(HttpRuntime runtime, MailServer server) {
    this.runtime = runtime;
    this.server = server;
  }

  /**
   * Sends one.
   *
   * @param to addresses with commas between
   * @param timeout from looking up the server to its acceptance
   * @throws DeliveryFailure unless the server has taken it
   * @throws IllegalArgumentException when an address is none
   */
  public void send(String to, String subject, String body, Duration timeout) {
    InternetAddress[] recipients = addresses(to);
    ReadSecrets none =
        new ReadSecrets(
            (name, key) -> {
              throw new MissingSecretException(name, key);
            });
    new Smtp(runtime, server, timeout)
        .send(
            session -> {
              MimeMessage mail = new MimeMessage(session);
              fill(mail, recipients, subject, body);
              return mail;
            },
            none);
  }

  private void fill(MimeMessage mail, InternetAddress[] to, String subject, String body)
      throws MessagingException {
    mail.setFrom(new InternetAddress(server.sender()));
    mail.addRecipients(RecipientType.TO, to);
    // A line end in a subject would begin another header.
    mail.setSubject(subject.replaceAll("\\s+", " ").strip(), UTF_8);
    mail.setText(body, UTF_8);
    mail.setSentDate(new Date());
    mail.setHeader("Auto-Submitted", "auto-generated");
  }

  private static InternetAddress[] addresses(String to) {
    try {
      InternetAddress[] read = InternetAddress.parse(to, true);
      if (read.length > 0) {
        return read;
      }
    } catch (AddressException e) {
      throw expected(to);
    }
    throw expected(to);
  }

  private static IllegalArgumentException expected(String to) {
    return new IllegalArgumentException(
        "to: found \"%s\", expected addresses like ops@example.org".formatted(to));
  }
}
