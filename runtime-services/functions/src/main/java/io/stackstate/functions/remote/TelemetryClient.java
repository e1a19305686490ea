package io.stackstate.functions.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.typesafe.config.Config;
import io.stackstate.functions.api.MetricValues;
import io.stackstate.functions.api.TelemetrySource;
import io.stackstate.functions.script.ScriptApiException;
import io.stackstate.model.Json;
import io.stackstate.model.metric.MetricQuery;
import io.stackstate.model.metric.TimeSeries;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the API of the platform for metrics, over HTTP. When it does not answer, the question fails
 * with a message that says which address and why. Thread-safe.
 */
public final class TelemetryClient implements TelemetrySource {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final int SHOWN = 300;

  private static final int UNAVAILABLE = 503;

  private final ApiSettings settings;
  private volatile boolean away;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private TelemetryClient(ApiSettings settings) {
    this.settings = settings;
  }

  /**
   * With a section of the configuration that has {@code url}, {@code token}, {@code tokenFile},
   * {@code timeout} and {@code maxAnswer}; without a url every question fails.
   *
   * @param root with the section
   * @param section its whole name
   * @throws IllegalArgumentException naming the setting that is wrong
   */
  public static TelemetryClient of(Config root, String section) {
    return new TelemetryClient(ApiSettings.of(root, section));
  }

  @Override
  public List<TimeSeries> query(MetricQuery query) {
    Map<?, ?> answer = ask(url("/api/telemetry/query"), json(MetricValues.of(query)));
    try {
      return MetricValues.series((List<?>) answer.get("series"));
    } catch (ClassCastException | NullPointerException e) {
      throw strange();
    }
  }

  @Override
  public Object promql(String query, long startMillis, long endMillis, long stepMillis) {
    String parameters =
        stepMillis == 0
            ? "&time=" + Instant.ofEpochMilli(endMillis)
            : "&start=%s&end=%s&step=%dms"
                .formatted(
                    Instant.ofEpochMilli(startMillis), Instant.ofEpochMilli(endMillis), stepMillis);
    URI url =
        url(
            "/api/metrics/query%s?query=%s%s"
                .formatted(
                    stepMillis == 0 ? "" : "_range",
                    URLEncoder.encode(query, StandardCharsets.UTF_8),
                    parameters));
    Object data = ask(url, null).get("data");
    if (!(data instanceof Map<?, ?>)) {
      throw strange();
    }
    return data;
  }

  /** Whether the last question had no answer, or that its store cannot be asked now. */
  public boolean away() {
    return away;
  }

  private URI url(String path) {
    return URI.create(
        settings
                .url()
                .orElseThrow(
                    () ->
                        new ScriptApiException(
                            "Telemetry: found no address of the API, expected one in "
                                + settings.section()
                                + ".url"))
            + path);
  }

  private static byte[] json(Object value) {
    try {
      return Json.mapper().writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a query has a JSON form", e);
    }
  }

  /**
   * @param body null to get rather than to post
   */
  private Map<?, ?> ask(URI url, byte[] body) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(url)
              .timeout(settings.timeout())
              .header("X-API-Key", settings.secret())
              .header("Accept", "application/json");
      if (body != null) {
        request
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
      }
      HttpResponse<byte[]> response = send(request.build());
      away = response.statusCode() == UNAVAILABLE;
      if (response.statusCode() != 200) {
        throw failed(response);
      }
      return Json.mapper().readValue(response.body(), Map.class);
    } catch (JsonProcessingException e) {
      throw strange();
    } catch (IOException | TimeoutException e) {
      throw silent(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScriptApiException("the platform is shutting down");
    }
  }

  /** Ends in time however slowly the answer comes. */
  private HttpResponse<byte[]> send(HttpRequest request)
      throws IOException, TimeoutException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> sent =
        http.sendAsync(request, info -> new BoundedBody(settings.maxAnswerBytes()));
    try {
      return sent.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    } finally {
      sent.cancel(true);
    }
  }

  private ScriptApiException silent(Exception e) {
    away = true;
    String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    if (e instanceof TimeoutException) {
      why = "no whole answer within " + settings.timeout().toMillis() + " ms";
    }
    return new ScriptApiException("Telemetry at %s cannot be asked: %s".formatted(at(), why));
  }

  private ScriptApiException strange() {
    return new ScriptApiException(
        "Telemetry at %s: found an answer without metrics, expected that of the API"
            .formatted(at()));
  }

  private ScriptApiException failed(HttpResponse<byte[]> response) {
    String why = message(response.body());
    return new ScriptApiException(
        "Telemetry at %s answers %d: %s".formatted(at(), response.statusCode(), why));
  }

  /** What the API says of an error in one of its forms, or else the beginning of the body. */
  private static String message(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8).strip();
    try {
      Map<?, ?> fields = Json.mapper().readValue(body, Map.class);
      if (fields.get("errors") instanceof List<?> errors
          && !errors.isEmpty()
          && errors.get(0) instanceof Map<?, ?> first) {
        text = String.valueOf(first.get("message"));
      } else if (fields.get("error") instanceof String error) {
        text = error;
      } else if (fields.get("message") instanceof String message) {
        text = message;
      }
    } catch (IOException e) {
      // What is no JSON is shown as it is.
      return cut(text);
    }
    return cut(text);
  }

  private static String cut(String text) {
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
  }

  private String at() {
    return settings.url().map(URI::toString).orElse("");
  }
}
