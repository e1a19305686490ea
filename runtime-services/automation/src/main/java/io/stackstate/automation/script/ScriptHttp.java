package io.stackstate.automation.script;

import io.stackstate.automation.output.DeliveryFailure;
import io.stackstate.automation.output.FailureCategory;
import io.stackstate.automation.output.MissingSecretException;
import io.stackstate.automation.output.http.Answer;
import io.stackstate.automation.output.http.Auth;
import io.stackstate.automation.output.http.BodyTooLargeException;
import io.stackstate.automation.output.http.Call;
import io.stackstate.automation.output.http.HttpEndpoint;
import io.stackstate.automation.output.http.HttpRuntime;
import io.stackstate.automation.output.http.HttpSettings;
import io.stackstate.automation.output.http.ProxySettings;
import io.stackstate.automation.output.http.TlsSettings;
import io.stackstate.automation.output.spec.Encoded;
import io.stackstate.automation.output.spec.Urls;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Calls over HTTP as scripts describe them (query sheet, section 6.4). Thread-safe. */
final class ScriptHttp {
  private static final int MAX_BODY = 4 * 1024 * 1024;
  private static final String JSON = "application/json";
  private static final TlsSettings TLS =
      new TlsSettings(Optional.empty(), Optional.empty(), Optional.empty(), true, "TLSv1.2");

  private final HttpRuntime runtime;
  private final Optional<ProxySettings> proxy;

  ScriptHttp(HttpRuntime runtime, Optional<ProxySettings> proxy) {
    this.runtime = runtime;
    this.proxy = proxy;
  }

  /**
   * Makes a call.
   *
   * @return {@code statusCode}, {@code headers}, {@code body}, whatever the status
   * @throws DeliveryFailure without an answer
   */
  Map<String, Object> call(Map<String, Object> described, Duration time) {
    boolean direct = Boolean.TRUE.equals(described.get("noProxy"));
    String body = described.get("body") == null ? "" : ScriptOutside.text(described, "body");
    Call call =
        new Call(
            ScriptOutside.text(described, "method"),
            uri(ScriptOutside.text(described, "uri"), texts(described, "parameters")),
            Map.of(),
            described.get("contentType") == null
                ? "text/plain; charset=utf-8"
                : ScriptOutside.text(described, "contentType"),
            body.getBytes(StandardCharsets.UTF_8));
    Answer answer = send(call, texts(described, "headers"), direct, time);
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("statusCode", answer.status());
    value.put("headers", answer.headers());
    value.put("body", answer.body());
    return value;
  }

  /**
   * Posts JSON.
   *
   * @throws DeliveryFailure unless the answer is a success
   */
  void post(String url, String json, Map<String, String> headers, Duration time) {
    Call call = Call.text("POST", uri(url, Map.of()), JSON, json);
    Answer answer = send(call, headers, false, time);
    if (!answer.success()) {
      throw DeliveryFailure.refused(
          FailureCategory.HTTP, "answered " + answer.status() + " " + answer.phrase());
    }
  }

  private Answer send(Call call, Map<String, String> headers, boolean direct, Duration time) {
    HttpSettings settings =
        new HttpSettings(
            time,
            MAX_BODY,
            Map.of(),
            Map.of(),
            new Auth.None(),
            Optional.empty(),
            TLS,
            direct ? Optional.empty() : proxy);
    try (HttpEndpoint endpoint =
        runtime.endpoint(
            settings,
            (name, key) -> {
              throw new MissingSecretException(name, key);
            })) {
      return endpoint.exchange(endpoint.secrets(), headers).ask(call);
    } catch (BodyTooLargeException e) {
      throw DeliveryFailure.refused(FailureCategory.CONTENT, e.getMessage());
    }
  }

  /**
   * @throws IllegalArgumentException when it is no address
   */
  private static URI uri(String text, Map<String, String> parameters) {
    URI uri;
    try {
      uri = Urls.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("uri: expected " + e.getMessage());
    }
    if (parameters.isEmpty()) {
      return uri;
    }
    return URI.create(uri + (uri.getRawQuery() == null ? "?" : "&") + Encoded.form(parameters));
  }

  private static Map<String, String> texts(Map<String, Object> described, String field) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (described.get(field) instanceof Map<?, ?> map) {
      map.forEach((name, value) -> texts.put(String.valueOf(name), String.valueOf(value)));
    }
    return texts;
  }
}
