package io.stackstate.api.http;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/**
 * The timer {@value #NAME}, tagged with the pattern of the route (never with a path, which would
 * make a series per element), the method and the status code.
 */
public final class RequestMetrics {
  public static final String NAME = "stackstate.api.requests";

  private final MeterRegistry registry;

  public RequestMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Counts the request when its response is complete. */
  void record(ServiceRequestContext context) {
    String route = context.config().route().patternString();
    HttpMethod method = context.method();
    context
        .log()
        .whenComplete()
        .thenAccept(
            log ->
                Timer.builder(NAME)
                    .description("Requests to the REST API")
                    .tags("route", route, "method", method.name())
                    .tag("code", log.responseStatus().codeAsText())
                    .register(registry)
                    .record(log.totalDurationNanos(), TimeUnit.NANOSECONDS));
  }
}
