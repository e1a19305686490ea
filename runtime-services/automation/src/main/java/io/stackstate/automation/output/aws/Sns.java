package io.stackstate.automation.output.aws;

import io.stackstate.automation.output.DeliveryFailure;
import io.stackstate.automation.output.FailureCategory;
import io.stackstate.automation.output.Notification;
import io.stackstate.automation.output.http.Answer;
import io.stackstate.automation.output.http.Auth;
import io.stackstate.automation.output.http.Call;
import io.stackstate.automation.output.http.Exchange;
import io.stackstate.automation.output.http.HttpKind;
import io.stackstate.automation.output.http.HttpSettingsReader;
import io.stackstate.automation.output.http.Protocol;
import io.stackstate.automation.output.spec.Encoded;
import io.stackstate.automation.output.spec.SpecReader;
import io.stackstate.automation.output.text.Escape;
import io.stackstate.automation.output.text.Facts;
import io.stackstate.automation.output.text.Message;
import io.stackstate.automation.output.text.NotificationModel;
import io.stackstate.automation.output.webhook.CloudEvents;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Amazon SNS: each message is published to a topic, as text for people or as a CloudEvent, with
 * attributes that subscriptions can filter by. A FIFO topic keeps the messages of a notification in
 * order and recognises a repeat. Immutable, thread-safe.
 */
public final class Sns implements Protocol {
  private static final Pattern ARN =
      Pattern.compile(
          "arn:(aws[a-z-]*):sns:([a-z0-9-]{1,40}):[0-9]{12}:[A-Za-z0-9_-]{1,256}(\\.fifo)?");
  private static final Pattern ERROR = Pattern.compile("<Code>([A-Za-z.]{1,100})</Code>");
  private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";
  private static final int SUBJECT = 100;

  private final URI api;
  private final String topic;
  private final Signature signature;
  private final Optional<CloudEvents> events;

  private Sns(URI api, String topic, Signature signature, Optional<CloudEvents> events) {
    this.api = api;
    this.topic = topic;
    this.signature = signature;
    this.events = events;
  }

  public static HttpKind.Read read(SpecReader spec, HttpSettingsReader common) {
    String topic = spec.text("topicArn", 512);
    Matcher arn = ARN.matcher(topic);
    boolean known = arn.matches();
    if (!known && !topic.isEmpty()) {
      spec.finding("topicArn", "\"" + topic + "\"", "arn:aws:sns:<region>:<account>:<topic>");
    }
    String region = known ? arn.group(2) : "us-east-1";
    String domain = known && arn.group(1).equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
    URI api = spec.url("apiUrl").orElse(URI.create("https://sns." + region + "." + domain + "/"));
    Signature signature =
        new Signature(
            "sns",
            region,
            spec.requiredSecret("accessKeyIdSecretRef"),
            spec.requiredSecret("secretAccessKeySecretRef"),
            spec.secret("sessionTokenSecretRef"));
    boolean structured =
        spec.choice("format", Map.of("Text", false, "CloudEvents", true)).orElse(false);
    Map<String, String> metadata = spec.map("metadata");
    Optional<CloudEvents> events =
        structured ? Optional.of(new CloudEvents(false, metadata)) : Optional.empty();
    return new HttpKind.Read(
        common.read(spec, new Auth.None()), new Sns(api, topic, signature, events));
  }

  @Override
  public Escape markup() {
    return Escape.PLAIN;
  }

  @Override
  public Optional<String> send(Message message, Optional<String> reference, Exchange exchange) {
    String form = Encoded.form(fields(message));
    Answer answer = exchange.ask(signature.sign(Call.text("POST", api, FORM, form), exchange));
    if (!answer.success()) {
      Matcher error = ERROR.matcher(answer.body());
      if (error.find() && error.group(1).startsWith("Throttl")) {
        throw DeliveryFailure.retry(FailureCategory.HTTP, "SNS: " + error.group(1));
      }
    }
    exchange.accepted(answer);
    return Optional.empty();
  }

  private Map<String, String> fields(Message message) {
    Notification notification = message.notification();
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("Action", "Publish");
    fields.put("Version", "2010-03-31");
    fields.put("TopicArn", topic);
    fields.put("Subject", subject(message.title()));
    fields.put("Message", body(message));
    if (topic.endsWith(".fifo")) {
      fields.put("MessageGroupId", notification.notificationId().toString());
      fields.put("MessageDeduplicationId", notification.messageKey());
    }
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("notificationId", notification.notificationId().toString());
    attributes.put("transition", notification.transition().name());
    attributes.put("state", notification.state().name());
    attributes.put("type", notification.root().type());
    int number = 1;
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      String entry = "MessageAttributes.entry." + number++ + ".";
      fields.put(entry + "Name", attribute.getKey());
      fields.put(entry + "Value.DataType", "String");
      fields.put(entry + "Value.StringValue", attribute.getValue());
    }
    return fields;
  }

  /**
   * SNS wants a line of at most 100 printable characters of ASCII that does not begin with a space.
   */
  private static String subject(String title) {
    String plain = title.replaceAll("[^\\x20-\\x7e]", "?").strip();
    String some = plain.isEmpty() ? "?" : plain;
    return some.length() <= SUBJECT ? some : some.substring(0, SUBJECT - 3) + "...";
  }

  private String body(Message message) {
    if (events.isPresent()) {
      return new String(events.get().event(message).body(), StandardCharsets.UTF_8);
    }
    return message
        .body()
        .orElseGet(
            () ->
                message.title()
                    + "\n\n"
                    + Facts.lines(message.notification())
                    + NotificationModel.link(message.notification())
                        .map(link -> "\n\n" + link)
                        .orElse(""));
  }
}
