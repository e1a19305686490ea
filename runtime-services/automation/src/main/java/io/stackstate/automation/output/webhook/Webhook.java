package io.stackstate.automation.output.webhook;

import io.stackstate.automation.output.http.Call;
import io.stackstate.automation.output.http.Exchange;
import io.stackstate.automation.output.http.HttpKind;
import io.stackstate.automation.output.http.HttpSettingsReader;
import io.stackstate.automation.output.http.Protocol;
import io.stackstate.automation.output.http.Target;
import io.stackstate.automation.output.spec.SecretRef;
import io.stackstate.automation.output.spec.SpecReader;
import io.stackstate.automation.output.text.Escape;
import io.stackstate.automation.output.text.Message;
import io.stackstate.automation.output.text.OutputTemplate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The webhook (health sheet, section 10.4). */
public final class Webhook implements Protocol {
  private static final String TOKEN = "X-StackState-Webhook-Token";
  private static final Map<String, String> METHODS = Map.of("POST", "POST", "PUT", "PUT");

  private final Target target;
  private final String method;
  private final Optional<SecretRef> token;
  private final String tokenHeader;
  private final BodyFormat format;

  private Webhook(
      Target target,
      String method,
      Optional<SecretRef> token,
      String tokenHeader,
      BodyFormat format) {
    this.target = target;
    this.method = method;
    this.token = token;
    this.tokenHeader = tokenHeader;
    this.format = format;
  }

  /**
   * @param externalUrl where people find the product, or empty
   */
  public static HttpKind.Reader reader(String externalUrl) {
    return (spec, common) -> read(spec, common, externalUrl);
  }

  private static HttpKind.Read read(
      SpecReader spec, HttpSettingsReader common, String externalUrl) {
    Webhook webhook =
        new Webhook(
            Target.read(spec),
            spec.choice("method", METHODS).orElse("POST"),
            spec.secret("tokenSecretRef"),
            spec.optionalText("tokenHeader", 128).orElse(TOKEN),
            format(spec, externalUrl));
    return new HttpKind.Read(common.read(spec), webhook);
  }

  private static BodyFormat format(SpecReader spec, String externalUrl) {
    Map<String, String> metadata = spec.map("metadata");
    boolean binary = spec.choice("mode", Map.of("Structured", false, "Binary", true)).orElse(false);
    Optional<OutputTemplate> payload = OutputTemplate.read(spec, "payload");
    String type = spec.optionalText("contentType", 128).orElse("application/json");
    Map<String, BodyFormat> formats = new TreeMap<>();
    formats.put(
        "Envelope",
        (method, uri, message) -> Call.json(method, uri, Envelope.of(message, metadata)));
    formats.put("CloudEvents", new CloudEvents(binary, metadata));
    formats.put("Alertmanager", new Alertmanager(externalUrl));
    formats.put(
        "Template", new PayloadTemplate(payload.orElse(OutputTemplate.of("payload", "")), type));
    BodyFormat format = spec.choice("format", formats).orElse(formats.get("Envelope"));
    if (format instanceof PayloadTemplate && !spec.has("payload")) {
      spec.finding("payload", "nothing", "a template, because format is Template");
    }
    if (!(format instanceof PayloadTemplate) && spec.has("payload")) {
      spec.finding("payload", "a template", "none, because format is not Template");
    }
    if (!type.matches("[\\w.+-]+/[\\w.+-]+(; ?[\\w-]+=[\\w-]+)*")) {
      spec.finding("contentType", "\"" + type + "\"", "a media type like application/json");
    }
    return format;
  }

  @Override
  public Escape markup() {
    return Escape.PLAIN;
  }

  @Override
  public Optional<String> send(Message message, Optional<String> reference, Exchange exchange) {
    Call call =
        format
            .call(method, target.uri(exchange), message)
            .with("Idempotency-Key", message.notification().messageKey());
    exchange.send(token.isPresent() ? call.with(tokenHeader, exchange.secret(token.get())) : call);
    return Optional.empty();
  }
}
