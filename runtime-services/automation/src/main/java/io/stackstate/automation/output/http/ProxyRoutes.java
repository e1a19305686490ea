package io.stackstate.automation.output.http;

import java.util.Optional;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Sends calls through the proxy, if there is one and it applies to the host. */
final class ProxyRoutes extends DefaultRoutePlanner {
  private final Optional<ProxySettings> proxy;

  ProxyRoutes(Optional<ProxySettings> proxy) {
    super(DefaultSchemePortResolver.INSTANCE);
    this.proxy = proxy;
  }

  @Override
  protected HttpHost determineProxy(HttpHost target, HttpContext context) {
    return proxy
        .filter(settings -> settings.applies(target.getHostName()))
        .map(settings -> host(settings))
        .orElse(null);
  }

  static HttpHost host(ProxySettings settings) {
    int port = settings.url().getPort();
    return new HttpHost("http", settings.url().getHost(), port < 0 ? 80 : port);
  }
}
