package io.stackstate.receiver.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Everything below one receiver base: finds the endpoint, checks the key, counts the answer.
 * Requests that are turned away have their body drained first, so that the sender reads the answer.
 */
final class ReceiverService implements HttpService {
  private static final String UNKNOWN = "unknown";

  private final ReceiverPaths paths;
  private final Credentials credentials;
  private final ReceiverMetrics metrics;
  private final Answers answers;
  private final Drain drain;

  ReceiverService(
      ReceiverPaths paths,
      Credentials credentials,
      ReceiverMetrics metrics,
      Answers answers,
      Drain drain) {
    this.paths = paths;
    this.credentials = credentials;
    this.metrics = metrics;
    this.answers = answers;
    this.drain = drain;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    Optional<ReceiverPaths.Found> found = paths.find(context.mappedPath());
    String path = found.map(ReceiverPaths.Found::path).orElse(UNKNOWN);
    if (!drain.enter()) {
      return turnAway(request, path, Answer.comeBack("the receiver is shutting down"));
    }
    return HttpResponse.of(
        safely(() -> route(context, request, found))
            .exceptionally(e -> answers.of(path, e))
            .whenComplete((answer, e) -> drain.leave())
            .thenApply(answer -> respond(path, answer)));
  }

  /** Whatever happens, the request must be counted out again. */
  private static CompletableFuture<Answer> safely(Supplier<CompletableFuture<Answer>> step) {
    try {
      return step.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletableFuture<Answer> route(
      ServiceRequestContext context, HttpRequest request, Optional<ReceiverPaths.Found> found) {
    if (found.isEmpty()) {
      return drained(request, Answer.NOT_FOUND);
    }
    Endpoint endpoint = found.get().endpoint();
    HttpMethod method = request.method() == HttpMethod.HEAD ? HttpMethod.GET : request.method();
    boolean asks = method == HttpMethod.OPTIONS;
    if (method != endpoint.method() && !(asks && endpoint.asked())) {
      return drained(
          request, Answer.error(HttpStatus.METHOD_NOT_ALLOWED, "use " + endpoint.method()));
    }
    Optional<String> key =
        Credentials.find(request.headers(), QueryParams.fromQueryString(context.query()));
    boolean valid = key.isPresent() && credentials.accept(key.get());
    boolean refused =
        switch (endpoint.keyRule()) {
          case REQUIRED -> !valid;
          case MAY_BE_IN_BODY -> key.isPresent() && !valid;
          case NOT_NEEDED -> false;
        };
    if (refused) {
      return drained(request, Answer.INVALID_KEY);
    }
    Call call = new Call(context, request, valid);
    return asks ? drained(request, endpoint.options(call)) : endpoint.handle(call);
  }

  private HttpResponse turnAway(HttpRequest request, String path, Answer answer) {
    return HttpResponse.of(drained(request, answer).thenApply(a -> respond(path, a)));
  }

  private static CompletableFuture<Answer> drained(HttpRequest request, Answer answer) {
    return request.subscribe().thenApply(nothing -> answer);
  }

  private HttpResponse respond(String path, Answer answer) {
    metrics.answered(path, answer.status().code());
    return answer.status().equals(HttpStatus.METHOD_NOT_ALLOWED)
        ? answer
            .toResponse()
            .mapHeaders(h -> h.withMutations(b -> b.set(HttpHeaderNames.ALLOW, allowed(path))))
        : answer.toResponse();
  }

  private String allowed(String path) {
    return paths.find(path).map(f -> f.endpoint().method().name()).orElse("");
  }
}
