package io.stackstate.api.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.stackstate.api.auth.Authenticator;
import io.stackstate.api.auth.Caller;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One route as an HTTP service: authenticates before the body is read, runs the handler off the
 * event loop, renders its answer or error.
 */
final class ResourceService implements HttpService {
  private static final Logger LOG = LoggerFactory.getLogger(ResourceService.class);
  private static final Duration CLIENT_PATIENCE = Duration.ofSeconds(30);

  private final Handler handler;
  private final Authenticator authenticator;
  private final ErrorResponses errors;
  private final RequestMetrics metrics;

  ResourceService(
      Handler handler, Authenticator authenticator, ErrorResponses errors, RequestMetrics metrics) {
    this.handler = handler;
    this.authenticator = authenticator;
    this.errors = errors;
    this.metrics = metrics;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    metrics.record(context);
    Optional<Caller> caller = authenticator.authenticate(request.headers()::get);
    if (caller.isEmpty()) {
      return errors.generic(401, Authenticator.EXPECTATION).toHttpResponse();
    }
    return HttpResponse.of(
        request
            .aggregate()
            .handleAsync(
                (whole, failure) ->
                    failure == null
                        ? answer(context, whole, caller.get())
                        : errors.of(failure).toHttpResponse(),
                context.blockingTaskExecutor()));
  }

  private HttpResponse answer(
      ServiceRequestContext context, AggregatedHttpRequest request, Caller caller) {
    try {
      Answer answer = handler.handle(new Call(context, request, caller));
      if (answer instanceof Answer.Json json) {
        return ErrorResponses.json(json.status(), json.body()).toHttpResponse();
      }
      if (answer instanceof Answer.Stream stream) {
        return start(context, stream);
      }
      return HttpResponse.of(ResponseHeaders.of(HttpStatus.NO_CONTENT));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return errors.generic(503, "the server is shutting down").toHttpResponse();
    } catch (Exception e) {
      return errors.of(e).toHttpResponse();
    }
  }

  private HttpResponse start(ServiceRequestContext context, Answer.Stream stream) {
    HttpResponseWriter response = HttpResponse.streaming();
    response.write(ResponseHeaders.builder(HttpStatus.OK).contentType(MediaType.JSON).build());
    try {
      context.blockingTaskExecutor().execute(() -> send(response, stream));
    } catch (RuntimeException e) {
      stream.done().run();
      throw e;
    }
    return response;
  }

  private static void send(HttpResponseWriter response, Answer.Stream stream) {
    try {
      ResponseChunks chunks = new ResponseChunks(response, CLIENT_PATIENCE);
      JsonGenerator out = JsonBody.generator(chunks);
      stream.body().write(out);
      // Not in a finally: closing would complete a half-written body to valid JSON.
      out.close();
      response.close();
    } catch (ResponseChunks.ClientGoneException e) {
      LOG.debug("An answer was not sent to its end: {}", e.getMessage());
      response.close(e);
    } catch (IOException | RuntimeException | Error e) {
      LOG.error("An answer broke off while it was written", e);
      response.close(e);
    } finally {
      stream.done().run();
    }
  }
}
