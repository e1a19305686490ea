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
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The webhook (health sheet, section 10.4). Thread-safe. */
public final class Webhook implements Protocol {
  private static final String TOKEN = "X-StackState-Webhook-Token";
  private static final int USUAL_RATE = 120;
  private static final Map<String, String> METHODS = Map.of("POST", "POST", "PUT", "PUT");

  private final Target target;
  private final String method;
  private final Optional<SecretRef> token;
  private final String tokenHeader;
  private final BodyFormat format;
  private final Optional<Handshake> handshake;

  private Webhook(
      Target target,
      String method,
      Optional<SecretRef> token,
      String tokenHeader,
      BodyFormat format,
      Optional<Handshake> handshake) {
    this.target = target;
    this.method = method;
    this.token = token;
    this.tokenHeader = tokenHeader;
    this.format = format;
    this.handshake = handshake;
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
            HttpSettingsReader.header(spec, "tokenHeader", TOKEN),
            format(spec, externalUrl),
            handshake(spec, externalUrl));
    return new HttpKind.Read(common.read(spec), webhook);
  }

  private static Optional<Handshake> handshake(SpecReader spec, String externalUrl) {
    boolean validate = spec.flag("validate", false);
    Optional<String> own = spec.parsed("origin", Webhook::origin);
    int rate = spec.number("requestRate", 1, 1_000_000, USUAL_RATE);
    if (!validate) {
      return Optional.empty();
    }
    Optional<String> origin =
        own.or(() -> Optional.of(externalUrl).filter(url -> !url.isEmpty()).map(Webhook::host));
    if (origin.isEmpty() && !spec.has("origin")) {
      spec.finding(
          "origin", "nothing", "a DNS name, because stackstate.automation.outputs.baseUrl is none");
    }
    return Optional.of(new Handshake(origin.orElse(""), rate));
  }

  private static String host(String url) {
    return URI.create(url).getHost();
  }

  private static String origin(String text) {
    if (!text.matches("[a-zA-Z0-9]([-a-zA-Z0-9.]{0,251}[a-zA-Z0-9])?")) {
      throw new IllegalArgumentException("a DNS name like obs.example.org");
    }
    return text;
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
    URI uri = target.uri(exchange);
    Map<String, String> credentials =
        token.map(ref -> Map.of(tokenHeader, exchange.secret(ref))).orElse(Map.of());
    Call call =
        format
            .call(method, uri, message)
            .with("Idempotency-Key", message.notification().messageKey());
    for (Map.Entry<String, String> header : credentials.entrySet()) {
      call = call.with(header.getKey(), header.getValue());
    }
    exchange.check(call);
    handshake.ifPresent(first -> first.pass(uri, credentials, exchange));
    exchange.send(call);
    return Optional.empty();
  }
}
