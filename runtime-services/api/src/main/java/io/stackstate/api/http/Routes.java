package io.stackstate.api.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Route;
import com.linecorp.armeria.server.RoutingContext;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.stackstate.api.auth.Authenticator;
import io.stackstate.api.auth.Caller;
import io.stackstate.api.auth.Permission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The routes of the API, all below {@value #PREFIX}, {@value #ADMIN_PREFIX} or {@value
 * #PROMETHEUS_PREFIX}. What is no route is 404, a route with another method 405, both with the
 * generic error body and only after authentication.
 */
public final class Routes {
  public static final String PREFIX = "/api/";
  public static final String ADMIN_PREFIX = "/admin/";

  /** Where clients of Prometheus look for its API. */
  public static final String PROMETHEUS_PREFIX = "/prometheus/";

  /** Takes everybody for somebody who may do nothing. */
  private static final Authenticator ANYBODY =
      headers -> Optional.of(new Caller("anybody", Set.of(), List.of()));

  private final Authenticator authenticator;
  private final ErrorResponses errors;
  private final RequestMetrics metrics;
  private final List<Entry> entries = new ArrayList<>();

  public Routes(Authenticator authenticator, ErrorResponses errors, RequestMetrics metrics) {
    this.authenticator = authenticator;
    this.errors = errors;
    this.metrics = metrics;
  }

  private record Entry(
      HttpMethod method,
      Route path,
      Optional<Permission> permission,
      OptionalLong maxBytes,
      Handler handler,
      Authenticator authenticator) {}

  /** A route for callers with all rights; {@code post}, {@code put} and {@code delete} likewise. */
  public Routes get(String path, Handler handler) {
    return get(Permission.EVERYTHING, path, handler);
  }

  public Routes post(String path, Handler handler) {
    return post(Permission.EVERYTHING, path, handler);
  }

  public Routes put(String path, Handler handler) {
    return put(Permission.EVERYTHING, path, handler);
  }

  public Routes delete(String path, Handler handler) {
    return delete(Permission.EVERYTHING, path, handler);
  }

  /** A route for callers with a permission; others get 403. */
  public Routes get(Permission permission, String path, Handler handler) {
    return add(HttpMethod.GET, path, Optional.of(permission), handler);
  }

  public Routes post(Permission permission, String path, Handler handler) {
    return add(HttpMethod.POST, path, Optional.of(permission), handler);
  }

  public Routes put(Permission permission, String path, Handler handler) {
    return add(HttpMethod.PUT, path, Optional.of(permission), handler);
  }

  public Routes patch(Permission permission, String path, Handler handler) {
    return add(HttpMethod.PATCH, path, Optional.of(permission), handler);
  }

  public Routes delete(Permission permission, String path, Handler handler) {
    return add(HttpMethod.DELETE, path, Optional.of(permission), handler);
  }

  /** A route for bodies of up to so many bytes, whatever the limit of the others is. */
  public Routes upload(Permission permission, String path, long maxBytes, Handler handler) {
    Route route = Route.builder().path(path).build();
    entries.add(
        new Entry(
            HttpMethod.POST,
            route,
            Optional.of(permission),
            OptionalLong.of(maxBytes),
            handler,
            authenticator));
    return this;
  }

  /** A route for every caller that is known; its answer says nothing of topology or settings. */
  public Routes getForAll(String path, Handler handler) {
    return add(HttpMethod.GET, path, Optional.empty(), handler);
  }

  /**
   * A route for everybody, known or not: what they may do is up to something signed in the request,
   * which the handler checks; {@link #postForAnybody} likewise.
   */
  public Routes getForAnybody(String path, Handler handler) {
    return forAnybody(HttpMethod.GET, path, handler);
  }

  /** As {@link #getForAnybody}. */
  public Routes postForAnybody(String path, Handler handler) {
    return forAnybody(HttpMethod.POST, path, handler);
  }

  private Routes forAnybody(HttpMethod method, String path, Handler handler) {
    Route route = Route.builder().path(path).build();
    entries.add(new Entry(method, route, Optional.empty(), OptionalLong.empty(), handler, ANYBODY));
    return this;
  }

  /**
   * Adds the routes to a server.
   *
   * @param maxRequestBytes larger bodies are 413
   * @param requestTimeout from the first byte of a request to the last of its response
   */
  public void bind(ServerBuilder server, long maxRequestBytes, Duration requestTimeout) {
    for (Entry entry : entries) {
      Route route = entry.path().toBuilder().methods(entry.method()).build();
      bind(
          server,
          route,
          new ResourceService(
              entry.permission(), entry.handler(), entry.authenticator(), errors, metrics),
          entry.maxBytes().orElse(maxRequestBytes),
          requestTimeout);
    }
    for (Route rest :
        List.of(
            Route.builder().pathPrefix(PREFIX).build(),
            Route.builder().exact("/api").build(),
            Route.builder().pathPrefix(ADMIN_PREFIX).build(),
            Route.builder().pathPrefix(PROMETHEUS_PREFIX).build())) {
      bind(server, rest, this::notFound, maxRequestBytes, requestTimeout);
    }
    server.errorHandler(new ApiErrorHandler(errors));
  }

  /** Whether a path is one of ours, or would be. */
  static boolean covers(String path) {
    return path.startsWith(PREFIX)
        || path.startsWith(ADMIN_PREFIX)
        || path.startsWith(PROMETHEUS_PREFIX);
  }

  private void bind(
      ServerBuilder server, Route route, HttpService service, long maxBytes, Duration timeout) {
    server
        .route()
        .addRoute(route)
        .maxRequestLength(maxBytes)
        .requestTimeout(timeout)
        .build(service);
  }

  private Routes add(
      HttpMethod method, String path, Optional<Permission> permission, Handler handler) {
    Route route = Route.builder().path(path).build();
    entries.add(new Entry(method, route, permission, OptionalLong.empty(), handler, authenticator));
    return this;
  }

  private HttpService service(Optional<Permission> permission, Handler handler) {
    return new ResourceService(permission, handler, authenticator, errors, metrics);
  }

  private HttpResponse notFound(ServiceRequestContext context, HttpRequest request)
      throws Exception {
    RoutingContext routing = context.routingContext();
    String allowed =
        entries.stream()
            .filter(entry -> entry.path().apply(routing, false).isPresent())
            .map(entry -> entry.method().name())
            .distinct()
            .collect(Collectors.joining(", "));
    if (allowed.isEmpty()) {
      return service(Optional.empty(), call -> fail(404, "there is nothing at " + context.path()))
          .serve(context, request);
    }
    return service(
            Optional.empty(),
            call -> fail(405, "found method " + context.method() + ", expected " + allowed))
        .serve(context, request)
        .mapHeaders(headers -> headers.toBuilder().set(HttpHeaderNames.ALLOW, allowed).build());
  }

  private static Answer fail(int status, String message) {
    throw ApiException.of(status, message);
  }
}
