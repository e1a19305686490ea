package io.stackstate.automation.output.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.automation.output.Delivery;
import io.stackstate.automation.output.Outcome;
import io.stackstate.automation.output.RawServer;
import io.stackstate.automation.output.Receiver;
import io.stackstate.automation.output.Receiver.Received;
import io.stackstate.automation.output.Receiver.Reply;
import io.stackstate.automation.output.Samples;
import io.stackstate.automation.output.TestOutputs;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CredentialsTest {
  private static final Outcome DELIVERED = new Outcome.Delivered(Optional.empty());

  private final TestOutputs outputs = new TestOutputs().secret("s", "pw", "pa55word");

  @AfterEach
  void close() {
    outputs.close();
  }

  @Test
  void basicBearerAndSecretHeadersAreSent() {
    try (Receiver receiver = Receiver.answering(Reply.of(200))) {
      String start = "webhook: {url: '" + receiver.url("/") + "', ";
      outputs.send(
          start + "auth: {basic: {username: u, passwordSecretRef: {name: s, key: pw}}}}",
          Samples.open());
      assertThat(receiver.last().headers())
          .containsEntry("authorization", "Basic dTpwYTU1d29yZA==");
      outputs.send(start + "auth: {bearer: {tokenSecretRef: {name: s, key: pw}}}}", Samples.open());
      assertThat(receiver.last().headers()).containsEntry("authorization", "Bearer pa55word");
      outputs.send(start + "secretHeaders: {X-Api-Key: {name: s, key: pw}}}", Samples.open());
      assertThat(receiver.last().headers()).containsEntry("x-api-key", "pa55word");
    }
  }

  @Test
  void aReceiverThatQuotesTheSecretDoesNotGetItIntoTheMessage() {
    try (Receiver receiver =
        Receiver.answering(
            request -> Reply.of(400, "bad header " + request.headers().get("authorization")))) {
      for (String auth :
          List.of(
              "basic: {username: u, passwordSecretRef: {name: s, key: pw}}",
              "bearer: {tokenSecretRef: {name: s, key: pw}}")) {
        Outcome outcome =
            outputs.send(
                "webhook: {url: '" + receiver.url("/") + "', auth: {" + auth + "}}",
                Samples.open());
        assertThat(outcome.toString())
            .contains("bad header")
            .doesNotContain("pa55word")
            .doesNotContain("cGE1NXdvcmQ");
      }
    }
  }

  @Test
  void aTokenIsKeptAndGotAnewOnceWhenItIsRefused() {
    AtomicInteger tokens = new AtomicInteger();
    try (Receiver receiver = Receiver.answering(request -> answer(request, tokens))) {
      Delivery delivery =
          outputs.delivery(
              "webhook: {url: '"
                  + receiver.url("/in")
                  + "', auth: {oauth2: {tokenUrl: '"
                  + receiver.url("/token")
                  + "', clientId: me, clientSecretRef: {name: s, key: pw}, scopes: [a, b]}}}");
      assertThat(delivery.deliver(Samples.open(), Optional.empty())).isEqualTo(DELIVERED);
      assertThat(delivery.deliver(Samples.open(), Optional.empty())).isEqualTo(DELIVERED);
      assertThat(tokens).hasValue(2);
      assertThat(receiver.received().get(0).body())
          .isEqualTo("grant_type=client_credentials&scope=a+b");
      assertThat(receiver.received().get(0).headers())
          .containsEntry("authorization", "Basic bWU6cGE1NXdvcmQ=");
      assertThat(receiver.received().stream().map(Received::path))
          .containsExactly("/token", "/in", "/token", "/in", "/in");
    }
  }

  /** The first token is refused by the receiver, the second is good. */
  private static Reply answer(Received request, AtomicInteger tokens) {
    if (request.path().equals("/token")) {
      return Reply.of(
          200, "{\"access_token\":\"t" + tokens.incrementAndGet() + "\",\"expires_in\":3600}");
    }
    return Reply.of(request.headers().get("authorization").equals("Bearer t2") ? 200 : 401);
  }

  @Test
  void aTokenEndpointThatRefusesIsAnAuthFailure() {
    try (Receiver receiver = Receiver.answering(Reply.of(400, "{\"error\":\"invalid_client\"}"))) {
      Outcome outcome =
          outputs.send(
              "webhook: {url: '"
                  + receiver.url("/in")
                  + "', auth: {oauth2: {tokenUrl: '"
                  + receiver.url("/token")
                  + "', clientId: me, credentialsIn: Body,"
                  + " clientSecretRef: {name: s, key: pw}}}}",
              Samples.open());
      assertThat(outcome).isEqualTo(new Outcome.AuthFailed("token endpoint answered 400"));
      assertThat(receiver.last().body()).contains("client_id=me&client_secret=pa55word");
    }
  }

  @Test
  void callsGoThroughTheProxyExceptWhereTheyShouldNot() {
    List<String> heads = new CopyOnWriteArrayList<>();
    try (Receiver receiver = Receiver.answering(Reply.of(200));
        RawServer proxy =
            new RawServer(
                socket -> {
                  heads.add(RawServer.head(socket));
                  socket
                      .getOutputStream()
                      .write(
                          "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n"
                              .getBytes(StandardCharsets.US_ASCII));
                })) {
      String start =
          "webhook: {url: '" + receiver.url("/in") + "', proxy: {url: '" + proxy.url() + "'";
      assertThat(outputs.send(start + "}}", Samples.open())).isEqualTo(DELIVERED);
      assertThat(heads.get(0)).startsWith("POST " + receiver.url("/in") + " HTTP/1.1");
      assertThat(receiver.received()).isEmpty();
      outputs.send(start + ", noProxy: [localhost]}}", Samples.open());
      outputs.send(start + "}, noProxy: true}", Samples.open());
      assertThat(receiver.received()).hasSize(2);
      assertThat(heads).hasSize(1);
      assertThat(
              outputs.send(
                  "webhook: {url: 'http://169.254.169.254/', proxy: {url: '" + proxy.url() + "'}}",
                  Samples.open()))
          .isInstanceOf(Outcome.Refused.class);
      assertThat(heads).hasSize(1);
    }
  }
}
