package io.stackstate.api;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.api.auth.Caller;
import io.stackstate.api.auth.ServiceToken;
import io.stackstate.api.auth.TokenAuthenticator;
import io.stackstate.api.http.ErrorResponses;
import io.stackstate.api.http.RequestMetrics;
import io.stackstate.api.http.Routes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/** Serves resources without the rest of the API. */
public final class TestRoutes {
  private TestRoutes() {}

  public static HttpApi serve(Consumer<Routes> resources) {
    return serve(ServiceToken.unrestricted(HttpApi.TOKEN).caller(), resources);
  }

  /** To a caller who may not do or see everything. */
  public static HttpApi serve(Caller caller, Consumer<Routes> resources) {
    Routes routes =
        new Routes(
            new TokenAuthenticator(List.of(new ServiceToken(HttpApi.TOKEN, caller))),
            new ErrorResponses(InstantSource.system(), () -> "key"),
            new RequestMetrics(new SimpleMeterRegistry()));
    resources.accept(routes);
    return new HttpApi(server -> routes.bind(server, 1 << 20, Duration.ofSeconds(60)));
  }
}
