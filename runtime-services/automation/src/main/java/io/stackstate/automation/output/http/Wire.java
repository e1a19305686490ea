package io.stackstate.automation.output.http;

import io.stackstate.automation.output.DeliveryFailure;
import io.stackstate.automation.output.FailureCategory;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and its answer, whatever the other side does: it ends in time, reads a bounded part
 * of the answer, and connects to no address that the guard denies.
 */
final class Wire {
  private static final Logger LOG = LoggerFactory.getLogger(Wire.class);
  private static final int MAX_ANSWER = 1024 * 1024;
  private static final Pattern KNOWN_HERE =
      Pattern.compile("(?i)[0-9.]+|.*:.*|localhost|.*\\.localhost");

  private final HttpRuntime runtime;
  private final HttpSettings settings;
  private final Transport transport;
  private final ReadSecrets secrets;

  Wire(HttpRuntime runtime, HttpSettings settings, Transport transport, ReadSecrets secrets) {
    this.runtime = runtime;
    this.settings = settings;
    this.transport = transport;
    this.secrets = secrets;
  }

  /**
   * @throws DeliveryFailure when there is no answer
   */
  Answer send(Call call) {
    AtomicBoolean late = new AtomicBoolean();
    HttpUriRequestBase request = request(call);
    TlsMaterial material = TlsMaterial.read(settings.tls(), runtime.extraCa(), secrets);
    CloseableHttpClient client = transport.client(material);
    Future<?> deadline =
        runtime.after(
            settings.timeout(),
            () -> {
              late.set(true);
              request.cancel();
            });
    try {
      checkTarget(call.uri().getHost());
      return exchange(client, request, call);
    } catch (IOException e) {
      throw failure(e, late.get());
    } catch (IllegalStateException e) {
      // What the client says when it is cancelled while it connects.
      if (!late.get()) {
        throw e;
      }
      throw failure(new SocketTimeoutException(), true);
    } finally {
      deadline.cancel(false);
    }
  }

  private Answer exchange(CloseableHttpClient client, HttpUriRequestBase request, Call call)
      throws IOException {
    HttpHost target =
        new HttpHost(call.uri().getScheme(), call.uri().getHost(), call.uri().getPort());
    ClassicHttpResponse response = client.executeOpen(target, request, context());
    try {
      return new Answer(
          response.getCode(),
          Optional.ofNullable(response.getReasonPhrase()).orElse(""),
          body(response, request),
          headers(response));
    } finally {
      close(response);
    }
  }

  /** What it says no longer matters: the answer is there. */
  private static void close(ClassicHttpResponse response) {
    try {
      response.close();
    } catch (IOException e) {
      LOG.debug("connection of an answer that was not read to its end: {}", e.getMessage());
    }
  }

  /** A status that has arrived counts, also where the connection breaks in the body. */
  private static String body(ClassicHttpResponse response, HttpUriRequestBase request) {
    if (response.getEntity() == null) {
      return "";
    }
    byte[] read = new byte[0];
    try {
      InputStream content = response.getEntity().getContent();
      read = content.readNBytes(MAX_ANSWER);
      if (read.length == MAX_ANSWER) {
        // Otherwise closing would read the rest, to use the connection again.
        request.cancel();
      }
    } catch (IOException e) {
      request.cancel();
    }
    return new String(read, StandardCharsets.UTF_8);
  }

  private static Map<String, String> headers(ClassicHttpResponse response) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : response.getHeaders()) {
      headers.putIfAbsent(
          header.getName().toLowerCase(Locale.ROOT),
          Optional.ofNullable(header.getValue()).orElse(""));
    }
    return headers;
  }

  private static HttpUriRequestBase request(Call call) {
    HttpUriRequestBase request = new HttpUriRequestBase(call.method(), call.uri());
    if (call.body().length > 0) {
      request.setEntity(new ByteArrayEntity(call.body(), ContentType.parse(call.contentType())));
    }
    call.headers().forEach(request::setHeader);
    return request;
  }

  /**
   * Behind a proxy names are the proxy's to look up: here there may be no way to. Addresses and
   * this host by its name are refused all the same.
   */
  private void checkTarget(String host) throws UnknownHostException {
    String name = host.replaceAll("^\\[|]$", "");
    boolean proxied = settings.proxy().filter(proxy -> proxy.applies(host)).isPresent();
    if (!proxied || KNOWN_HERE.matcher(name).matches()) {
      runtime.guard().resolve(name);
    }
  }

  private HttpClientContext context() {
    HttpClientContext context = HttpClientContext.create();
    settings
        .proxy()
        .filter(proxy -> proxy.username().isPresent() && proxy.password().isPresent())
        .ifPresent(
            proxy -> {
              BasicCredentialsProvider credentials = new BasicCredentialsProvider();
              credentials.setCredentials(
                  new AuthScope(ProxyRoutes.host(proxy)),
                  new UsernamePasswordCredentials(
                      proxy.username().get(), secrets.read(proxy.password().get()).toCharArray()));
              context.setCredentialsProvider(credentials);
            });
    return context;
  }

  private DeliveryFailure failure(IOException e, boolean late) {
    if (late
        || e instanceof SocketTimeoutException
        || e instanceof ConnectionRequestTimeoutException) {
      return DeliveryFailure.retry(
          FailureCategory.TIMEOUT, "no answer within " + settings.timeout().toSeconds() + " s");
    }
    if (e instanceof BlockedAddressException) {
      return DeliveryFailure.refused(FailureCategory.BLOCKED, e.getMessage());
    }
    if (e instanceof UnknownHostException) {
      return DeliveryFailure.retry(FailureCategory.DNS, "host not known: " + e.getMessage());
    }
    FailureCategory category =
        e instanceof SSLException ? FailureCategory.TLS : FailureCategory.NETWORK;
    return DeliveryFailure.retry(category, e.getClass().getSimpleName() + ": " + e.getMessage());
  }
}
