package io.stackstate.api.http;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
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
      return AnswerResponses.of(
          context, request.headers(), handler.handle(new Call(context, request, caller)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return errors.generic(503, "the server is shutting down").toHttpResponse();
    } catch (Exception e) {
      return errors.of(e).toHttpResponse();
    }
  }
}
