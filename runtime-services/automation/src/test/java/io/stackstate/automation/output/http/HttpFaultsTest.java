package io.stackstate.automation.output.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.automation.output.FailureCategory;
import io.stackstate.automation.output.Outcome;
import io.stackstate.automation.output.RawServer;
import io.stackstate.automation.output.Receiver;
import io.stackstate.automation.output.Receiver.Reply;
import io.stackstate.automation.output.Samples;
import io.stackstate.automation.output.TestOutputs;
import io.stackstate.automation.output.TestSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpFaultsTest {
  private static final Outcome DELIVERED = new Outcome.Delivered(Optional.empty());

  private final TestOutputs outputs = new TestOutputs();

  @AfterEach
  void close() {
    outputs.close();
  }

  private Outcome send(String url) {
    return send(url, "60s");
  }

  private Outcome send(String url, String timeout) {
    return outputs.send("webhook: {url: '" + url + "', timeout: " + timeout + "}", Samples.open());
  }

  private static Outcome.Retry retry(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Retry.class);
    return (Outcome.Retry) outcome;
  }

  @ParameterizedTest
  @CsvSource({
    "200, Delivered",
    "202, Delivered",
    "204, Delivered",
    "301, Refused",
    "302, Refused",
    "307, Refused",
    "400, Refused",
    "401, AuthFailed",
    "403, AuthFailed",
    "404, Refused",
    "408, Retry",
    "410, Gone",
    "413, Refused",
    "425, Retry",
    "429, Retry",
    "500, Retry",
    "502, Retry",
    "503, Retry",
    "599, Retry"
  })
  void eachStatusHasItsOutcome(int status, String outcome) {
    try (Receiver receiver =
        Receiver.answering(
            new Reply(status, "", Map.of("Location", "http://169.254.169.254/secret")))) {
      assertThat(send(receiver.url("/")).getClass().getSimpleName()).isEqualTo(outcome);
      assertThat(receiver.received()).hasSize(1);
    }
  }

  @Test
  void failuresAreFollowedBySuccessOnTheSameDelivery() {
    try (Receiver receiver =
        Receiver.answering(Reply.of(500, "broken"), Reply.of(500), Reply.of(202))) {
      var delivery = outputs.delivery("webhook: {url: '" + receiver.url("/") + "'}");
      Outcome.Retry first = retry(delivery.deliver(Samples.open(), Optional.empty()));
      assertThat(first.category()).isEqualTo(FailureCategory.HTTP);
      assertThat(first.message()).isEqualTo("answered 500 Internal Server Error: broken");
      retry(delivery.deliver(Samples.open(), Optional.empty()));
      assertThat(delivery.deliver(Samples.open(), Optional.empty())).isEqualTo(DELIVERED);
      assertThat(receiver.received().stream().map(r -> r.headers().get("idempotency-key")))
          .containsOnly(Samples.ID + "-1");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "30, 30",
    "'Tue, 14 Nov 2023 22:17:40 GMT', 60",
    "0, 0",
    "99999999999, 86400",
    "'Tue, 14 Nov 2023 22:00:00 GMT', ",
    "soon, ",
    "-5, "
  })
  void retryAfterIsSecondsOrADateAndBounded(String header, Long seconds) {
    try (Receiver receiver =
        Receiver.answering(new Reply(429, "", Map.of("Retry-After", header)))) {
      assertThat(retry(send(receiver.url("/"))).after())
          .isEqualTo(Optional.ofNullable(seconds).map(Duration::ofSeconds));
    }
  }

  @Test
  void aServerThatHangsEndsInATimeout() {
    CountDownLatch end = new CountDownLatch(1);
    try (RawServer server = new RawServer(socket -> await(end))) {
      Outcome.Retry outcome = retry(send(server.url(), "1s"));
      assertThat(outcome.category()).isEqualTo(FailureCategory.TIMEOUT);
      end.countDown();
    }
  }

  @Test
  void aServerThatDripsItsHeadersEndsInATimeoutToo() {
    try (RawServer server =
        new RawServer(
            socket -> {
              RawServer.head(socket);
              CountDownLatch never = new CountDownLatch(1);
              for (int i = 0; i < 200; i++) {
                socket.getOutputStream().write("H".getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
                await(never, 50);
              }
            })) {
      assertThat(retry(send(server.url(), "1s")).category()).isEqualTo(FailureCategory.TIMEOUT);
    }
  }

  @Test
  void anEndlessAnswerIsNotReadToItsEnd() {
    AtomicLong sent = new AtomicLong();
    try (RawServer server =
        new RawServer(
            socket -> {
              RawServer.head(socket);
              socket
                  .getOutputStream()
                  .write(
                      "HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n"
                          .getBytes(StandardCharsets.US_ASCII));
              byte[] part = new byte[1 << 16];
              for (long left = 1L << 30; left > 0; left -= part.length) {
                socket.getOutputStream().write(part);
                sent.addAndGet(part.length);
              }
            })) {
      assertThat(send(server.url())).isEqualTo(DELIVERED);
      assertThat(sent.get()).isLessThan(64L << 20);
    }
  }

  @Test
  void aStatusCountsAlsoWhereTheBodyNeverEnds() {
    try (RawServer server =
        new RawServer(
            socket -> {
              RawServer.head(socket);
              socket
                  .getOutputStream()
                  .write(
                      "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"
                          .getBytes(StandardCharsets.US_ASCII));
            })) {
      assertThat(send(server.url())).isEqualTo(DELIVERED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 2", "nonsense\r\n\r\n"})
  void aConnectionThatBreaksIsRetried(String start) {
    try (RawServer server =
        new RawServer(
            socket -> {
              RawServer.head(socket);
              socket.getOutputStream().write(start.getBytes(StandardCharsets.US_ASCII));
            })) {
      assertThat(retry(send(server.url())).category()).isEqualTo(FailureCategory.NETWORK);
    }
  }

  @Test
  void refusedConnectionsAndUnknownNamesAreRetried() {
    int port;
    try (RawServer server = new RawServer(socket -> {})) {
      port = server.port();
    }
    assertThat(retry(send("http://localhost:" + port)).category())
        .isEqualTo(FailureCategory.NETWORK);
    Outcome.Retry unknown = retry(send("http://no-such-host.invalid/"));
    assertThat(unknown.category()).isEqualTo(FailureCategory.DNS);
    assertThat(unknown.message()).contains("no-such-host.invalid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest/meta-data",
        "http://[fd00:ec2::254]/",
        "http://[fe80::1]/",
        "http://0.0.0.0/",
        "http://[::]/",
        "http://[::ffff:169.254.169.254]/",
        "http://[64:ff9b::a9fe:a9fe]/",
        "http://100.100.100.200/"
      })
  void internalAddressesAreRefusedBeforeAnythingIsSent(String url) {
    assertThat(send(url))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> {
              assertThat(refused.category()).isEqualTo(FailureCategory.BLOCKED);
              assertThat(refused.message()).contains("found the address");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "2130706433", "[::1]"})
  void loopbackIsRefusedByDefaultHoweverItIsWritten(String host) {
    try (RawServer server = new RawServer(socket -> {});
        TestOutputs strict = new TestOutputs(new TestSettings().done())) {
      Outcome outcome =
          strict.send(
              "webhook: {url: 'http://" + host + ":" + server.port() + "'}", Samples.open());
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused -> assertThat(refused.category()).isEqualTo(FailureCategory.BLOCKED));
      assertThat(server.connections()).isZero();
    }
  }

  private static void await(CountDownLatch latch) {
    await(latch, 10_000);
  }

  private static void await(CountDownLatch latch, long millis) {
    try {
      latch.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
