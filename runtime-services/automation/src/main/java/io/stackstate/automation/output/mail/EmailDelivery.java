package io.stackstate.automation.output.mail;

import io.stackstate.automation.output.Delivery;
import io.stackstate.automation.output.DeliveryFailure;
import io.stackstate.automation.output.Notification;
import io.stackstate.automation.output.Outcome;
import io.stackstate.automation.output.SecretSource;
import io.stackstate.automation.output.http.ReadSecrets;
import java.util.Optional;

/**
 * Delivery by e-mail. Messages of one notification form a thread; a repeated one has the same
 * {@code Message-ID}.
 */
final class EmailDelivery implements Delivery {
  private final Smtp smtp;
  private final MailText text;
  private final SecretSource source;

  EmailDelivery(Smtp smtp, MailText text, SecretSource source) {
    this.smtp = smtp;
    this.text = text;
    this.source = source;
  }

  @Override
  public Outcome deliver(Notification notification, Optional<String> remoteReference) {
    ReadSecrets secrets = new ReadSecrets(source);
    try {
      smtp.send(session -> text.message(session, notification), secrets);
      return new Outcome.Delivered(Optional.of(text.thread(notification)));
    } catch (DeliveryFailure e) {
      return secrets.clean(e.outcome());
    }
  }
}
