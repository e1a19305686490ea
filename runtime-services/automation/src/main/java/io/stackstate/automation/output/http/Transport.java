package io.stackstate.automation.output.http;

import java.util.Optional;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HttpsSupport;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The connections of one output. Made anew when its certificates change. Thread-safe; it has no
 * threads, and connections of one that is forgotten end with it.
 */
final class Transport implements AutoCloseable {
  private static final int CONNECTIONS = 20;
  private static final TimeValue KEEP = TimeValue.ofMinutes(1);
  private static final TimeValue CHECK_AFTER = TimeValue.ofSeconds(1);

  private final HttpSettings settings;
  private final AddressGuard guard;
  private TlsMaterial material;
  private CloseableHttpClient client;

  Transport(HttpSettings settings, AddressGuard guard) {
    this.settings = settings;
    this.guard = guard;
  }

  synchronized CloseableHttpClient client(TlsMaterial current) {
    if (client == null || !current.equals(material)) {
      CloseableHttpClient next = open(current);
      close();
      client = next;
      material = current;
    }
    return client;
  }

  private CloseableHttpClient open(TlsMaterial tls) {
    Timeout timeout = Timeout.of(settings.timeout());
    Optional<ProxySettings> proxy = settings.proxy();
    return HttpClients.custom()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new GuardedResolver(guard, proxy))
                .setTlsSocketStrategy(strategy(tls))
                .setMaxConnPerRoute(CONNECTIONS)
                .setMaxConnTotal(CONNECTIONS)
                .setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(timeout).build())
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(timeout)
                        .setSocketTimeout(timeout)
                        .setTimeToLive(KEEP)
                        .setValidateAfterInactivity(CHECK_AFTER)
                        .build())
                .build())
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(timeout)
                .setResponseTimeout(timeout)
                .setProtocolUpgradeEnabled(false)
                .build())
        .setRoutePlanner(new ProxyRoutes(proxy))
        .setUserAgent("StackState")
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableContentCompression()
        .disableAuthCaching()
        .disableConnectionState()
        .build();
  }

  private DefaultClientTlsStrategy strategy(TlsMaterial tls) {
    String[] versions =
        settings.tls().minVersion().equals("TLSv1.3")
            ? new String[] {"TLSv1.3"}
            : new String[] {"TLSv1.2", "TLSv1.3"};
    return new DefaultClientTlsStrategy(
        tls.context(),
        versions,
        null,
        null,
        tls.verify() ? HttpsSupport.getDefaultHostnameVerifier() : NoopHostnameVerifier.INSTANCE);
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close(CloseMode.GRACEFUL);
      client = null;
    }
  }
}
