package io.stackstate.automation.output.webhook;

import io.stackstate.automation.output.http.Call;
import io.stackstate.automation.output.http.Exchange;
import io.stackstate.automation.output.http.HttpKind;
import io.stackstate.automation.output.http.HttpSettingsReader;
import io.stackstate.automation.output.http.Protocol;
import io.stackstate.automation.output.http.Target;
import io.stackstate.automation.output.spec.SpecReader;
import io.stackstate.automation.output.text.Escape;
import io.stackstate.automation.output.text.Message;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A call that says that the product still watches (health sheet, section 13.1 row 26). It carries
 * nothing of the notification; who schedules it asks {@link #interval}.
 */
public final class Heartbeat implements Protocol {
  private static final Duration MIN = Duration.ofSeconds(10);
  private static final Duration MAX = Duration.ofDays(1);
  private static final Duration USUAL = Duration.ofMinutes(5);

  private final Target target;
  private final String method;

  private Heartbeat(Target target, String method) {
    this.target = target;
    this.method = method;
  }

  public static HttpKind.Read read(SpecReader spec, HttpSettingsReader common) {
    interval(spec);
    Heartbeat heartbeat =
        new Heartbeat(
            Target.read(spec),
            spec.choice("method", Map.of("GET", "GET", "POST", "POST")).orElse("POST"));
    return new HttpKind.Read(common.read(spec), heartbeat);
  }

  /** How often. */
  public static Duration interval(SpecReader spec) {
    return spec.duration("interval", MIN, MAX, USUAL);
  }

  @Override
  public Escape markup() {
    return Escape.PLAIN;
  }

  @Override
  public Optional<String> send(Message message, Optional<String> reference, Exchange exchange) {
    exchange.send(Call.text(method, target.uri(exchange), "application/json", ""));
    return Optional.empty();
  }
}
