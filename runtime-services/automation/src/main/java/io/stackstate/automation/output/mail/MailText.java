package io.stackstate.automation.output.mail;

import io.stackstate.automation.output.Notification;
import io.stackstate.automation.output.text.Cut;
import io.stackstate.automation.output.text.Escape;
import io.stackstate.automation.output.text.Facts;
import io.stackstate.automation.output.text.Message;
import io.stackstate.automation.output.text.MessageTemplates;
import io.stackstate.automation.output.text.NotificationModel;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an e-mail says: the same as text and as HTML. */
record MailText(
    MessageTemplates templates,
    List<String> to,
    List<String> cc,
    Optional<String> prefix,
    String sender) {
  private static final String UTF_8 = StandardCharsets.UTF_8.name();
  private static final int SUBJECT = 250;

  MimeMessage message(Session session, Notification notification) throws MessagingException {
    Map<String, Object> model = NotificationModel.of(notification);
    Message html = templates.message(notification, model, Escape.HTML);
    Message plain = templates.message(notification, model, Escape.PLAIN);
    MimeMessage mail = new IdentifiedMessage(session, id(notification, notification.sequence()));
    mail.setFrom(new InternetAddress(sender));
    for (String address : to) {
      mail.addRecipient(RecipientType.TO, new InternetAddress(address));
    }
    for (String address : cc) {
      mail.addRecipient(RecipientType.CC, new InternetAddress(address));
    }
    String subject = prefix.map(text -> text + " ").orElse("") + html.title();
    mail.setSubject(Cut.to(SUBJECT, subject.replaceAll("\\s+", " ").strip()), UTF_8);
    mail.setSentDate(new Date());
    mail.setHeader("Auto-Submitted", "auto-generated");
    if (notification.sequence() > 1) {
      mail.setHeader("In-Reply-To", thread(notification));
      mail.setHeader("References", thread(notification));
    }
    mail.setContent(alternatives(text(plain), html(html)));
    return mail;
  }

  /** The id of the first message of the notification. */
  String thread(Notification notification) {
    return id(notification, 1);
  }

  private String id(Notification notification, int sequence) {
    String domain = sender.replaceAll(".*@", "").replaceAll("[>\\s]", "");
    return "<" + notification.notificationId() + "." + sequence + "@" + domain + ">";
  }

  private static MimeMultipart alternatives(String text, String html) throws MessagingException {
    MimeBodyPart first = new MimeBodyPart();
    first.setText(text, UTF_8, "plain");
    MimeBodyPart second = new MimeBodyPart();
    second.setText(html, UTF_8, "html");
    return new MimeMultipart("alternative", first, second);
  }

  private static String text(Message message) {
    Notification notification = message.notification();
    String body = message.body().map(MailText::withoutTags).orElse(Facts.lines(notification));
    String links =
        notification.links().stream()
            .map(link -> link.title() + ": " + link.url())
            .collect(Collectors.joining("\n"));
    return message.title() + "\n\n" + body + "\n\n" + links + "\n";
  }

  private static String withoutTags(String text) {
    return text.replaceAll("(?i)<br */?>|</p>", "\n").replaceAll("</?[a-zA-Z][^<>]*>", "");
  }

  private static String html(Message message) {
    Notification notification = message.notification();
    String title = Escape.HTML.apply(message.title());
    String body =
        message
            .body()
            .map(text -> text.contains("<") ? text : text.replace("\n", "<br>\n"))
            .orElseGet(() -> table(notification));
    String links =
        notification.links().stream()
            .map(
                link ->
                    "<a href=\""
                        + Escape.HTML.apply(link.url())
                        + "\">"
                        + Escape.HTML.apply(link.title())
                        + "</a>")
            .collect(Collectors.joining(" &middot; "));
    return "<!DOCTYPE html>\n<html><body style=\"font-family:sans-serif\">\n<h3>"
        + title
        + "</h3>\n"
        + body
        + "\n<p>"
        + links
        + "</p>\n</body></html>\n";
  }

  private static String table(Notification notification) {
    return Facts.of(notification).entrySet().stream()
        .map(
            fact ->
                "<tr><td><b>"
                    + fact.getKey()
                    + "</b></td><td>"
                    + Escape.HTML.apply(fact.getValue())
                    + "</td></tr>")
        .collect(Collectors.joining("\n", "<table>\n", "\n</table>"));
  }

  /** Keeps the id that it was given. */
  private static final class IdentifiedMessage extends MimeMessage {
    private final String id;

    IdentifiedMessage(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
