package io.stackstate.automation.script;

import com.typesafe.config.Config;
import io.stackstate.automation.output.DeliveryFailure;
import io.stackstate.automation.output.Outcome;
import io.stackstate.automation.output.OutputSettings;
import io.stackstate.automation.output.http.AddressGuard;
import io.stackstate.automation.output.http.HttpRuntime;
import io.stackstate.automation.output.mail.PlainMail;
import io.stackstate.functions.api.OutsideSource;
import io.stackstate.functions.api.Question;
import io.stackstate.functions.script.ScriptApiException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How scripts call others: through the same guard, proxy and mail server as outputs (health sheet,
 * sections 9.3 and 9.5). Thread-safe.
 */
public final class ScriptOutside implements OutsideSource, AutoCloseable {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final Duration USUAL = Duration.ofSeconds(15);

  private final HttpRuntime runtime;
  private final ScriptHttp http;
  private final ScriptSms sms;
  private final Optional<PlainMail> mail;

  private ScriptOutside(OutputSettings settings, String smsUrl) {
    this.runtime =
        new HttpRuntime(
            new AddressGuard(settings.allowedAddresses(), settings.apiServers()),
            settings.extraCa(),
            Clock.systemUTC());
    this.http = new ScriptHttp(runtime, settings.proxy());
    this.sms = new ScriptSms(http, smsUrl);
    this.mail = settings.mail().map(server -> new PlainMail(runtime, server));
  }

  /** With {@code stackstate.automation.outputs} of the root of the configuration. */
  public static ScriptOutside of(Config root) {
    Config config = root.getConfig("stackstate.automation.outputs");
    return new ScriptOutside(OutputSettings.from(config, Map.of()), config.getString("smsUrl"));
  }

  @Override
  public Object ask(Question question, Map<String, Object> arguments) {
    Duration time = time(arguments);
    try {
      switch (question) {
        case HTTP -> {
          return http.call(arguments, time);
        }
        case WEBHOOK -> http.post(text(arguments, "url"), text(arguments, "body"), Map.of(), time);
        case SMS -> sms.send(arguments, time);
        case EMAIL -> email(arguments, time);
        default -> throw new ScriptApiException(question.api() + " is not outside");
      }
      return null;
    } catch (DeliveryFailure e) {
      throw new ScriptApiException(question.api() + ": " + message(e.outcome()));
    } catch (IllegalArgumentException e) {
      throw new ScriptApiException(question.api() + ": " + e.getMessage());
    }
  }

  private void email(Map<String, Object> arguments, Duration time) {
    mail.orElseThrow(
            () ->
                new ScriptApiException(
                    "emailPlugin: found no mail server, expected one in the configuration"
                        + " (stackstate.email)"))
        .send(text(arguments, "to"), text(arguments, "subject"), text(arguments, "body"), time);
  }

  static String text(Map<String, Object> arguments, String name) {
    return String.valueOf(arguments.get(name));
  }

  /** What is asked for, but not more than there is. */
  private static Duration time(Map<String, Object> arguments) {
    Duration time = millis(arguments, "timeoutMillis").orElse(USUAL);
    Duration left = millis(arguments, Question.LEFT_MILLIS).orElse(LONGEST);
    Duration least = time.compareTo(left) < 0 ? time : left;
    least = least.compareTo(LONGEST) < 0 ? least : LONGEST;
    return least.toMillis() < 1 ? Duration.ofMillis(1) : least;
  }

  private static Optional<Duration> millis(Map<String, Object> arguments, String name) {
    return arguments.get(name) instanceof Number number
        ? Optional.of(Duration.ofMillis(number.longValue()))
        : Optional.empty();
  }

  private static String message(Outcome outcome) {
    if (outcome instanceof Outcome.Retry retry) {
      return retry.category().text() + ": " + retry.message();
    }
    if (outcome instanceof Outcome.Refused refused) {
      return refused.category().text() + ": " + refused.message();
    }
    if (outcome instanceof Outcome.AuthFailed failed) {
      return failed.message();
    }
    return outcome instanceof Outcome.Gone gone ? gone.message() : "failed";
  }

  @Override
  public void close() {
    runtime.close();
  }
}
