package io.stackstate.api.http;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.stackstate.api.auth.Authenticator;
import io.stackstate.api.auth.Caller;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.auth.RefusedException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * One route as an HTTP service: authenticates and authorises before the body is read, runs the
 * handler off the event loop, renders its answer or error.
 */
final class ResourceService implements HttpService {
  private static final MediaType NDJSON = MediaType.create("application", "x-ndjson");

  /** A page is kept nowhere, stands in no other one, and does not tell others its address. */
  private static final ResponseHeaders PAGE =
      ResponseHeaders.builder(HttpStatus.OK)
          .contentType(MediaType.HTML_UTF_8)
          .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
          .set(HttpHeaderNames.REFERRER_POLICY, "no-referrer")
          .set(HttpHeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff")
          .set(HttpHeaderNames.X_FRAME_OPTIONS, "DENY")
          .set(
              HttpHeaderNames.CONTENT_SECURITY_POLICY,
              "default-src 'none'; style-src 'unsafe-inline'; form-action 'self';"
                  + " frame-ancestors 'none'; base-uri 'none'")
          .build();

  private final Optional<Permission> permission;
  private final Handler handler;
  private final Authenticator authenticator;
  private final ErrorResponses errors;
  private final RequestMetrics metrics;

  /**
   * @param permission what a caller needs; empty when none is needed
   */
  ResourceService(
      Optional<Permission> permission,
      Handler handler,
      Authenticator authenticator,
      ErrorResponses errors,
      RequestMetrics metrics) {
    this.permission = permission;
    this.handler = handler;
    this.authenticator = authenticator;
    this.errors = errors;
    this.metrics = metrics;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    metrics.record(context);
    CompletableFuture<Caller> caller = authenticator.identify(request.headers()::get);
    if (caller.isDone() && !caller.isCompletedExceptionally()) {
      return authorise(context, request, caller.join());
    }
    return HttpResponse.of(
        caller.handleAsync(
            (known, failure) ->
                failure == null ? authorise(context, request, known) : refuse(failure),
            context.eventLoop()));
  }

  private HttpResponse refuse(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof RefusedException refused
        ? errors.generic(refused.status(), refused.getMessage()).toHttpResponse()
        : errors.of(cause).toHttpResponse();
  }

  private HttpResponse authorise(
      ServiceRequestContext context, HttpRequest request, Caller caller) {
    if (permission.isPresent() && !caller.may(permission.get())) {
      return errors
          .generic(403, "not permitted: this needs the permission " + permission.get().text())
          .toHttpResponse();
    }
    return HttpResponse.of(
        request
            .aggregate()
            .handleAsync(
                (whole, failure) ->
                    failure == null
                        ? answer(context, whole, caller)
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
        ResponseHeaders headers =
            ResponseHeaders.builder(HttpStatus.OK).contentType(MediaType.JSON).build();
        return start(context, headers, BodySender.ofValue(stream.body(), stream.done()));
      }
      if (answer instanceof Answer.Content content) {
        return HttpResponse.of(HttpStatus.OK, MediaType.parse(content.mediaType()), content.body());
      }
      if (answer instanceof Answer.Redirect redirect) {
        return HttpResponse.of(
            ResponseHeaders.builder(HttpStatus.FOUND)
                .set(HttpHeaderNames.LOCATION, redirect.location())
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set(HttpHeaderNames.REFERRER_POLICY, "no-referrer")
                .build());
      }
      if (answer instanceof Answer.Page page) {
        return HttpResponse.of(PAGE.toBuilder().status(page.status()).build(), page(page));
      }
      if (answer instanceof Answer.Lines lines) {
        return startLines(context, request.headers(), lines);
      }
      return HttpResponse.of(ResponseHeaders.of(HttpStatus.NO_CONTENT));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return errors.generic(503, "the server is shutting down").toHttpResponse();
    } catch (Exception e) {
      return errors.of(e).toHttpResponse();
    }
  }

  private static HttpData page(Answer.Page page) {
    return HttpData.ofUtf8(page.html());
  }

  private HttpResponse start(
      ServiceRequestContext context, ResponseHeaders headers, BodySender sender) {
    HttpResponseWriter response = HttpResponse.streaming();
    response.write(headers);
    try {
      context.blockingTaskExecutor().execute(() -> sender.send(response));
    } catch (RuntimeException e) {
      sender.giveUp();
      throw e;
    }
    return response;
  }

  private HttpResponse startLines(
      ServiceRequestContext context, RequestHeaders request, Answer.Lines lines) {
    context.clearRequestTimeout();
    boolean gzip = AcceptEncoding.gzip(request.get(HttpHeaderNames.ACCEPT_ENCODING, ""));
    ResponseHeadersBuilder headers =
        ResponseHeaders.builder(HttpStatus.OK)
            .contentType(NDJSON)
            .set(HttpHeaderNames.VARY, "accept-encoding");
    if (gzip) {
      headers.set(HttpHeaderNames.CONTENT_ENCODING, "gzip");
    }
    return start(context, headers.build(), BodySender.ofLines(lines.body(), lines.done(), gzip));
  }
}
