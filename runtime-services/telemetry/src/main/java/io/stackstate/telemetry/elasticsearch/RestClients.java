package io.stackstate.telemetry.elasticsearch;

import co.elastic.clients.transport.TransportUtils;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;

/** Makes the HTTP client of a connection. */
final class RestClients {
  private static final int CONNECT_MILLIS = 2_000;

  private RestClients() {}

  static RestClient create(ElasticsearchSettings settings, List<URI> hosts) throws IOException {
    RestClientBuilder builder =
        RestClient.builder(hosts.stream().map(RestClients::host).toArray(HttpHost[]::new));
    int timeout = (int) settings.requestTimeout().toMillis();
    builder.setRequestConfigCallback(
        request -> request.setConnectTimeout(CONNECT_MILLIS).setSocketTimeout(timeout));
    String path = hosts.get(0).getPath();
    if (path != null && path.length() > 1) {
      builder.setPathPrefix(path);
    }
    String authorization = authorization(settings);
    if (!authorization.isEmpty()) {
      builder.setDefaultHeaders(new Header[] {new BasicHeader("Authorization", authorization)});
    }
    if (!settings.ca().isEmpty()) {
      SSLContext trust = TransportUtils.sslContextFromHttpCaCrt(new File(settings.ca()));
      builder.setHttpClientConfigCallback(client -> client.setSSLContext(trust));
    }
    return builder.build();
  }

  private static HttpHost host(URI uri) {
    int standard = uri.getScheme().equals("https") ? 443 : 80;
    return new HttpHost(
        uri.getHost(), uri.getPort() < 0 ? standard : uri.getPort(), uri.getScheme());
  }

  private static String authorization(ElasticsearchSettings settings) throws IOException {
    if (!settings.apiKey().isEmpty()) {
      return "ApiKey " + settings.apiKey();
    }
    if (settings.username().isEmpty()) {
      return "";
    }
    String both = settings.username() + ":" + settings.currentPassword();
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }
}
