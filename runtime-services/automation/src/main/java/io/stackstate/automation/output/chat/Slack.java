package io.stackstate.automation.output.chat;

import io.stackstate.automation.output.http.Auth;
import io.stackstate.automation.output.http.Call;
import io.stackstate.automation.output.http.Exchange;
import io.stackstate.automation.output.http.HttpKind;
import io.stackstate.automation.output.http.HttpSettingsReader;
import io.stackstate.automation.output.http.Protocol;
import io.stackstate.automation.output.http.Target;
import io.stackstate.automation.output.spec.SpecReader;
import io.stackstate.automation.output.text.Escape;
import io.stackstate.automation.output.text.Message;
import java.net.URI;
import java.util.Optional;

/**
 * Slack, by an incoming webhook ({@code urlSecretRef}): each message is a new one, because webhooks
 * cannot change what they sent. With {@code tokenSecretRef} and {@code channel} it is {@link
 * SlackBot}.
 */
public final class Slack implements Protocol {
  private static final URI API = URI.create("https://slack.com/api");

  private final Target target;

  private Slack(Target target) {
    this.target = target;
  }

  public static HttpKind.Read read(SpecReader spec, HttpSettingsReader common) {
    boolean bot = spec.has("tokenSecretRef") || spec.has("channel");
    if (bot && spec.has("urlSecretRef")) {
      spec.finding(
          "urlSecretRef",
          "it beside tokenSecretRef",
          "urlSecretRef, or tokenSecretRef and channel");
    }
    if (!bot) {
      return new HttpKind.Read(common.read(spec, new Auth.None()), new Slack(Target.secret(spec)));
    }
    Auth auth = new Auth.Token("Bearer", spec.requiredSecret("tokenSecretRef"));
    SlackBot protocol = new SlackBot(spec.url("apiUrl").orElse(API), spec.text("channel", 80));
    return new HttpKind.Read(common.read(spec, auth), protocol);
  }

  @Override
  public Escape markup() {
    return Escape.SLACK;
  }

  @Override
  public Optional<String> send(Message message, Optional<String> reference, Exchange exchange) {
    exchange.send(Call.post(target.uri(exchange), SlackMessage.of(message)));
    return Optional.empty();
  }
}
