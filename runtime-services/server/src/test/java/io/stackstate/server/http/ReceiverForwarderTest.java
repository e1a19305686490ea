package io.stackstate.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.search.MeterNotFoundException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The forwarder between a real client and a stand-in for the receiver. */
class ReceiverForwarderTest {
  private static final String BODY = "{\"internalHostname\":\"h\",\"topologies\":[]}";

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final BlockingQueue<AggregatedHttpRequest> received = new LinkedBlockingQueue<>();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private Server receiver;
  private Server front;
  private ReceiverForwarder forwarder;

  @AfterEach
  void stop() {
    if (front != null) {
      front.stop();
      forwarder.close();
    }
    if (receiver != null) {
      receiver.stop();
    }
  }

  @Test
  void leavesBodiesAsAgentsCompressThem() throws Exception {
    start(this::accept);
    byte[] gzip = compressed(GZIPOutputStream::new);
    byte[] deflate = compressed(DeflaterOutputStream::new);
    for (var sent : java.util.Map.of("gzip", gzip, "deflate", deflate).entrySet()) {
      var response =
          http.send(
              java.net.http.HttpRequest.newBuilder(uri("/receiver/stsAgent/intake/?api_key=a%2Fb"))
                  .header("Content-Encoding", sent.getKey())
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofByteArray(sent.getValue()))
                  .build(),
              java.net.http.HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).isEqualTo("{\"status\":\"ok\"}");
      AggregatedHttpRequest seen = received.poll(60, TimeUnit.SECONDS);
      assertThat(seen.path()).isEqualTo("/stsAgent/intake/?api_key=a%2Fb");
      assertThat(seen.headers().get(HttpHeaderNames.CONTENT_ENCODING)).isEqualTo(sent.getKey());
      assertThat(seen.content().array()).isEqualTo(sent.getValue());
    }
  }

  @Test
  void leavesAnswersAsTheReceiverGivesThem() throws Exception {
    start(
        (context, request) ->
            HttpResponse.of(
                ResponseHeaders.of(
                    HttpStatus.FORBIDDEN,
                    HttpHeaderNames.CONTENT_TYPE,
                    MediaType.JSON_UTF_8,
                    HttpHeaderNames.of("x-own"),
                    "1"),
                HttpData.ofUtf8("{\"error\":\"invalid api key\"}")));
    var response = post("/stsAgent/intake", BODY);
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.headers().firstValue("x-own")).contains("1");
    assertThat(response.body()).isEqualTo("{\"error\":\"invalid api key\"}");
    // It is counted when all of the answer is written, of which the client may know before.
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptionsInstanceOf(MeterNotFoundException.class)
        .untilAsserted(
            () ->
                assertThat(
                        metrics.get("stackstate.api.forward").tag("status", "403").timer().count())
                    .isEqualTo(1));
  }

  @Test
  void passesABodyOnWhileItIsStillBeingSent() throws Exception {
    AtomicLong arrived = new AtomicLong();
    start(
        (context, request) ->
            HttpResponse.of(
                request
                    .peekData(data -> arrived.addAndGet(data.length()))
                    .subscribe()
                    .thenApply(done -> HttpResponse.of(HttpStatus.OK))));
    byte[] half = new byte[1 << 20];
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /stsAgent/intake HTTP/1.1\r\nHost: x\r\nContent-Length: " + 2 * half.length)
              .getBytes(StandardCharsets.US_ASCII));
      out.write("\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.write(half);
      out.flush();
      await().atMost(Duration.ofSeconds(60)).until(() -> arrived.get() == half.length);
      out.write(half);
      assertThat(firstLine(socket)).contains("200");
    }
    assertThat(arrived).hasValue(2L * half.length);
  }

  @Test
  void doesNotTakeFasterThanTheReceiverTakes() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    start(
        (context, request) -> {
          java.util.concurrent.CompletableFuture<HttpResponse> answer =
              java.util.concurrent.CompletableFuture.supplyAsync(
                  () -> {
                    awaitQuietly(open);
                    return HttpResponse.of(
                        request
                            .subscribe(context.eventLoop())
                            .thenApply(done -> HttpResponse.of(HttpStatus.OK)));
                  });
          return HttpResponse.of(answer);
        });
    long size = 64L << 20;
    AtomicLong sent = new AtomicLong();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      Thread sender = new Thread(() -> send(socket, size, sent));
      sender.start();
      await().atMost(Duration.ofSeconds(60)).until(() -> stoppedGrowing(sent));
      assertThat(sent.get()).isLessThan(size / 2);
      open.countDown();
      sender.join();
      assertThat(firstLine(socket)).contains("200");
    }
  }

  @Test
  void saysComeBackWhenTheReceiverIsAway() throws Exception {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }
    front("http://127.0.0.1:" + nobody, "");
    var response = post("/receiver/stsAgent/intake", BODY.repeat(100_000));
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("retry-after")).isPresent();
    assertThat(response.headers().firstValue("content-type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
    assertThat(response.body()).contains("\"error\":\"the receiver cannot be reached");
  }

  @Test
  void neverSendsTwiceWhatMayHaveBeenStored() throws Exception {
    AtomicInteger times = new AtomicInteger();
    start(
        (context, request) -> {
          times.incrementAndGet();
          return HttpResponse.of(
              request
                  .aggregate()
                  .thenApply(
                      whole -> {
                        context.initiateConnectionShutdown(0);
                        return HttpResponse.ofFailure(new IOException("killed"));
                      }));
        });
    assertThat(post("/stsAgent/intake", BODY).statusCode()).isGreaterThanOrEqualTo(500);
    assertThat(times).hasValue(1);
  }

  @Test
  void givesUpOnAReceiverThatDoesNotAnswer() throws Exception {
    receiver((context, request) -> HttpResponse.streaming());
    front("http://127.0.0.1:" + receiver.activeLocalPort(), "responseTimeout = 200ms");
    var response = post("/stsAgent/intake", BODY);
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).contains("did not answer in time");
  }

  @Test
  void namesTheKeyWhenTheUrlIsMissingOrNone() {
    assertThatThrownBy(() -> new ReceiverForwarder(config("", ""), metrics))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("stackstate.api.receiverUrl")
        .hasMessageContaining("missing");
    assertThatThrownBy(() -> new ReceiverForwarder(config("receiver:7077", ""), metrics))
        .hasMessageContaining("found receiver:7077");
  }

  private HttpResponse accept(ServiceRequestContext context, HttpRequest request) {
    return HttpResponse.of(
        request
            .aggregate()
            .thenApply(
                whole -> {
                  received.add(whole);
                  return HttpResponse.of(
                      HttpStatus.OK, MediaType.JSON_UTF_8, "{\"status\":\"ok\"}");
                }));
  }

  private void start(BiFunction<ServiceRequestContext, HttpRequest, HttpResponse> service) {
    receiver(service);
    front("http://127.0.0.1:" + receiver.activeLocalPort(), "");
  }

  private void receiver(BiFunction<ServiceRequestContext, HttpRequest, HttpResponse> service) {
    receiver =
        Server.builder()
            .maxRequestLength(0)
            .requestTimeoutMillis(0)
            .serviceUnder("/stsAgent", service::apply)
            .build();
    receiver.start().join();
  }

  private void front(String url, String settings) {
    forwarder = new ReceiverForwarder(config(url, settings), metrics);
    var builder = Server.builder();
    forwarder.bind(builder);
    front = builder.build();
    front.start().join();
  }

  private static Config config(String url, String settings) {
    return ConfigFactory.parseString(
            "stackstate.api { receiverUrl = \"" + url + "\", forward { " + settings + " } }")
        .withFallback(ConfigFactory.defaultReferenceUnresolved())
        .resolve();
  }

  private int port() {
    return front.activeLocalPort();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  private java.net.http.HttpResponse<String> post(String path, String body) throws Exception {
    return http.send(
        java.net.http.HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString(body)).build(),
        java.net.http.HttpResponse.BodyHandlers.ofString());
  }

  @FunctionalInterface
  private interface Compression {
    OutputStream over(OutputStream out) throws IOException;
  }

  private static byte[] compressed(Compression compression) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = compression.over(bytes)) {
      out.write(BODY.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static void send(Socket socket, long size, AtomicLong sent) {
    try {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /stsAgent/intake HTTP/1.1\r\nHost: x\r\nContent-Length: " + size + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      byte[] piece = new byte[1 << 16];
      while (sent.get() < size) {
        out.write(piece);
        sent.addAndGet(piece.length);
      }
      out.flush();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private long before = -1;

  /** Asked every 100 ms: nothing went on since it was asked last. */
  private boolean stoppedGrowing(AtomicLong sent) {
    long now = sent.get();
    boolean same = now > 0 && now == before;
    before = now;
    return same;
  }

  private static String firstLine(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
