package io.stackstate.server.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.ResponseTimeoutException;
import com.linecorp.armeria.client.ResponseTimeoutMode;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.micrometer.core.instrument.MeterRegistry;
import io.stackstate.model.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands what agents send to {@code /receiver/stsAgent} and {@code /stsAgent} to the receiver of
 * another process, so that one address serves users and agents (deployment sheet, section 4.1).
 *
 * <p>Bodies stream in both directions at the pace of the slower side; status, headers and body of
 * an answer pass unchanged, so limits and keys are the receiver's business. A receiver that is away
 * is a 503 with a JSON error, which senders take as "come back": nothing is sent twice from here,
 * because a body that was on its way may have been stored. Thread-safe.
 */
public final class ReceiverForwarder implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ReceiverForwarder.class);
  private static final String SECTION = "stackstate.api.forward";
  private static final String TARGET = "stackstate.api.receiverUrl";
  private static final String RECEIVER = "/receiver";
  private static final int RETRY_SECONDS = 5;

  private final URI target;
  private final Duration sending;
  private final ClientFactory clients;
  private final WebClient client;
  private final MeterRegistry metrics;

  /**
   * @param config read are {@code stackstate.api.receiverUrl} and {@code stackstate.api.forward}
   * @throws ConfigException when the URL is missing or is none
   */
  public ReceiverForwarder(Config config, MeterRegistry metrics) {
    this.target = target(config);
    this.metrics = metrics;
    Config section = config.getConfig(SECTION);
    sending = section.getDuration("requestTimeout");
    clients =
        ClientFactory.builder()
            .connectTimeout(section.getDuration("connectTimeout"))
            // Shorter than the server's, so that no request goes into a connection that closes.
            .idleTimeout(section.getDuration("idleTimeout"))
            .build();
    boolean tls = target.getScheme().equals("https");
    // HTTP/1: a connection for each request in flight lets a Service spread them over pods.
    SessionProtocol protocol = tls ? SessionProtocol.H1 : SessionProtocol.H1C;
    client =
        WebClient.builder(protocol.uriText() + "://" + target.getAuthority())
            .factory(clients)
            .responseTimeout(section.getDuration("responseTimeout"))
            .responseTimeoutMode(ResponseTimeoutMode.REQUEST_SENT)
            .writeTimeout(section.getDuration("writeTimeout"))
            .maxResponseLength(0)
            .build();
  }

  private static URI target(Config config) {
    String found = config.getString(TARGET);
    if (found.isBlank()) {
      throw new ConfigException.BadValue(
          TARGET,
          "missing, expected the URL of the receiver, as in http://receiver:7077, because the role"
              + " receiver is not in this process");
    }
    try {
      URI uri = new URI(found.strip());
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      boolean bare = uri.getPath() == null || uri.getPath().isEmpty() || uri.getPath().equals("/");
      if (http && uri.getHost() != null && uri.getUserInfo() == null && bare) {
        return uri;
      }
    } catch (URISyntaxException e) {
      log.debug("not a URL", e);
    }
    throw new ConfigException.BadValue(
        TARGET, "found " + found + ", expected http://host:port or https://host:port");
  }

  /** Adds the paths that agents use. */
  public void bind(ServerBuilder server) {
    for (String base : List.of("/stsAgent", RECEIVER + "/stsAgent")) {
      server
          .route()
          .pathPrefix(base)
          .maxRequestLength(0)
          .requestTimeout(sending)
          .build(this::forward);
    }
  }

  private HttpResponse forward(ServiceRequestContext context, HttpRequest request) {
    RequestHeadersBuilder headers = request.headers().toBuilder();
    String path = request.path();
    headers.path(path.startsWith(RECEIVER) ? path.substring(RECEIVER.length()) : path);
    headers.scheme(target.getScheme());
    headers.authority(target.getAuthority());
    // Answered here already: the body is on its way.
    headers.remove(HttpHeaderNames.EXPECT);
    long begin = System.nanoTime();
    return client
        // Taken on the thread that reads it: Armeria pauses and resumes reading without a lock, and
        // a resume from another thread that is overtaken by a pause leaves a body stuck for good.
        .execute(request.withHeaders(headers).subscribeOn(context.eventLoop()))
        .peekHeaders(answer -> measure(begin, answer.status().codeAsText()))
        .recover(cause -> away(begin, cause));
  }

  private HttpResponse away(long begin, Throwable cause) {
    measure(begin, "none");
    log.debug("the receiver did not answer", cause);
    String reason =
        cause instanceof ResponseTimeoutException
            ? "the receiver did not answer in time"
            : "the receiver cannot be reached";
    ObjectNode body = Json.mapper().createObjectNode().put("error", reason + ", send it again");
    return HttpResponse.of(
        ResponseHeaders.builder(HttpStatus.SERVICE_UNAVAILABLE)
            .contentType(MediaType.JSON_UTF_8)
            .setInt(HttpHeaderNames.RETRY_AFTER, RETRY_SECONDS)
            .build(),
        HttpData.ofUtf8(body.toString()));
  }

  private void measure(long begin, String status) {
    metrics
        .timer("stackstate.api.forward", "status", status)
        .record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
  }

  /** Gives the connections back; call it after the server has drained its requests. */
  @Override
  public void close() {
    // Its threads take two seconds to rest, for which nobody needs to wait.
    clients.closeAsync();
  }
}
