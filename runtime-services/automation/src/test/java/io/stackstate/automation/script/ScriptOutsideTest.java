package io.stackstate.automation.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.stackstate.automation.output.Receiver;
import io.stackstate.automation.output.Receiver.Reply;
import io.stackstate.automation.output.TestIdentity;
import io.stackstate.automation.output.mail.StartTlsFront;
import io.stackstate.functions.api.Question;
import io.stackstate.functions.script.ScriptApiException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Health sheet, test cases 49 and 50: what scripts reach, with real servers. */
class ScriptOutsideTest {
  private static final String ALLOWED = "stackstate.automation.outputs.allowedAddresses";

  @TempDir private static Path folder;
  private static TestIdentity identity;
  private static GreenMail mail;

  @BeforeAll
  static void start() {
    identity = TestIdentity.create(folder, "mail");
    mail = new GreenMail(ServerSetup.dynamicPort(new ServerSetup[] {ServerSetup.SMTP}));
    mail.setUser("obs@example.org", "obs", "s3cret");
    mail.start();
  }

  @AfterAll
  static void stop() {
    mail.stop();
  }

  @BeforeEach
  void empty() throws Exception {
    mail.purgeEmailFromAllMailboxes();
  }

  private static Config config(Map<String, Object> more) {
    Map<String, Object> values = new HashMap<>(more);
    values.putIfAbsent(ALLOWED, List.of("127.0.0.0/8", "::1"));
    return ConfigFactory.parseMap(values)
        .withFallback(ConfigFactory.defaultReferenceUnresolved())
        .resolve();
  }

  private static Object ask(Map<String, Object> config, Question question, Map<String, Object> a) {
    try (ScriptOutside outside = ScriptOutside.of(config(config))) {
      return outside.ask(question, a);
    }
  }

  private static Map<String, Object> call(String method, String uri) {
    return new HashMap<>(Map.of("method", method, "uri", uri));
  }

  @Test
  void aCallIsMadeAsItIsDescribedAndAnyAnswerIsAnAnswer() {
    try (Receiver receiver =
        Receiver.answering(new Reply(404, "no such thing", Map.of("X-Left", "3")))) {
      Map<String, Object> call = call("PATCH", receiver.url("/in?x=1"));
      call.put("parameters", Map.of("q", "a b&c"));
      call.put("headers", Map.of("X-Id", "7"));
      call.put("contentType", "application/json");
      call.put("body", "{}");

      Map<?, ?> answer = (Map<?, ?>) ask(Map.of(), Question.HTTP, call);

      assertThat(answer.get("statusCode")).isEqualTo(404);
      assertThat(answer.get("body")).isEqualTo("no such thing");
      assertThat(((Map<?, ?>) answer.get("headers")).get("x-left")).isEqualTo("3");
      assertThat(receiver.last().method()).isEqualTo("PATCH");
      assertThat(receiver.last().path()).isEqualTo("/in?x=1&q=a+b%26c");
      assertThat(receiver.last().body()).isEqualTo("{}");
      assertThat(receiver.last().headers().toString()).containsIgnoringCase("X-Id=7");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:1/",
        "http://localhost/",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/",
        "http://[fe80::1]/"
      })
  void internalAddressesAreRefused(String uri) {
    assertThatThrownBy(() -> ask(Map.of(ALLOWED, List.of()), Question.HTTP, call("GET", uri)))
        .isInstanceOf(ScriptApiException.class)
        .hasMessageContaining("Blocked");
  }

  @Test
  void whatCannotBeCalledSaysWhy() {
    assertThatThrownBy(() -> ask(Map.of(), Question.HTTP, call("GET", "ftp://example.org/")))
        .hasMessage("Http: uri: expected an http or https address");
    assertThatThrownBy(() -> ask(Map.of(), Question.HTTP, call("GET", "http://nobody.invalid/")))
        .hasMessageContaining("Http: DNS: host not known");
    Map<String, Object> late = call("GET", "http://127.0.0.1:1/");
    late.put(Question.LEFT_MILLIS, 0L);
    assertThatThrownBy(() -> ask(Map.of(), Question.HTTP, late))
        .isInstanceOf(ScriptApiException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void theProxyOfTheOlderSettingIsUsedUnlessTheCallSaysNoProxy(String scheme) {
    try (Receiver proxy = Receiver.answering(Reply.of(200, "through the proxy"));
        Receiver receiver = Receiver.answering(Reply.of(200, "directly"))) {
      Map<String, Object> proxied =
          Map.of(
              "akka.http.client.proxy." + scheme + ".host",
              "127.0.0.1",
              "akka.http.client.proxy." + scheme + ".port",
              URI.create(proxy.url("/")).getPort());
      Map<String, Object> direct = call("GET", receiver.url("/"));
      direct.put("noProxy", true);

      assertThat(ask(proxied, Question.HTTP, call("GET", receiver.url("/"))))
          .extracting("body")
          .isEqualTo("through the proxy");
      assertThat(receiver.received()).isEmpty();
      assertThat(ask(proxied, Question.HTTP, direct)).extracting("body").isEqualTo("directly");
      ask(proxied, Question.WEBHOOK, Map.of("url", receiver.url("/"), "body", "{}"));
      assertThat(proxy.received()).hasSize(2);
    }
  }

  @Test
  void aWebhookThatIsNotTakenFails() {
    try (Receiver receiver = Receiver.answering(Reply.of(200), Reply.of(500))) {
      Map<String, Object> message = Map.of("url", receiver.url("/"), "body", "{\"a\":1}");

      ask(Map.of(), Question.WEBHOOK, message);

      assertThat(receiver.last().json().path("a").asInt()).isEqualTo(1);
      assertThatThrownBy(() -> ask(Map.of(), Question.WEBHOOK, message))
          .hasMessageContaining("webhookPlugin: HTTP: answered 500");
    }
  }

  @Test
  void aTextMessageGoesToTheGatewayWithItsToken() {
    try (Receiver receiver = Receiver.answering(Reply.of(201))) {
      ask(
          Map.of("stackstate.automation.outputs.smsUrl", receiver.url("")),
          Question.SMS,
          Map.of("token", "t0ken", "to", "+31612345678", "body", "down"));

      assertThat(receiver.last().path()).isEqualTo("/messages");
      assertThat(receiver.last().headers().toString()).contains("AccessKey t0ken");
      assertThat(receiver.last().json().at("/recipients/0").asText()).isEqualTo("+31612345678");
      assertThat(receiver.last().json().path("body").asText()).isEqualTo("down");
    }
  }

  /** The spelling of 5.1, which environment variables give too. */
  private static Map<String, Object> server(int port, boolean startTls) {
    return Map.of(
        "stackstate.email.server.host",
        "localhost",
        "stackstate.email.server.port",
        port,
        "stackstate.email.sender",
        "obs@example.org",
        "stackstate.email.properties.\"mail.smtp.starttls.enable\"",
        startTls);
  }

  private static final Map<String, Object> MESSAGE =
      Map.of(
          "to",
          "ops@example.org, boss@example.org",
          "subject",
          "down\r\nBcc: x@y",
          "body",
          "why ü");

  @Test
  void mailGoesThroughTheServerOfTheConfigurationWithoutLogin() throws Exception {
    ask(server(mail.getSmtp().getPort(), false), Question.EMAIL, MESSAGE);

    MimeMessage[] received = mail.getReceivedMessages();
    assertThat(received).hasSize(2);
    assertThat(received[0].getSubject()).isEqualTo("down Bcc: x@y");
    assertThat(received[0].getHeader("Bcc")).isNull();
    assertThat(received[0].getContent().toString()).startsWith("why ü");
    assertThat(received[0].getFrom()[0]).hasToString("obs@example.org");
  }

  @Test
  void mailIsEncryptedByStartTlsAndLogsInWithOurOwnNames() throws Exception {
    Path ca = authority();
    try (StartTlsFront front =
        new StartTlsFront(mail.getSmtp().getPort(), identity.server(identity))) {
      Map<String, Object> ours = new HashMap<>();
      ours.put("stackstate.automation.outputs.caFile", ca.toString());
      ours.put("stackstate.automation.outputs.email.host", "localhost");
      ours.put("stackstate.automation.outputs.email.port", front.port());
      ours.put("stackstate.automation.outputs.email.sender", "obs@example.org");
      ours.put("stackstate.automation.outputs.email.username", "obs");
      ours.put("stackstate.automation.outputs.email.password", "s3cret");

      ask(ours, Question.EMAIL, MESSAGE);

      assertThat(mail.getReceivedMessages()).hasSize(2);
    }
    assertThatThrownBy(() -> ask(server(mail.getSmtp().getPort(), true), Question.EMAIL, MESSAGE))
        .as("a server without encryption gets nothing")
        .isInstanceOf(ScriptApiException.class);
  }

  private static Path authority() throws IOException {
    return Files.writeString(folder.resolve("ca.pem"), identity.certificatePem());
  }

  @Test
  void mailWithoutServerOrAddressSaysSo() {
    assertThatThrownBy(() -> ask(Map.of(), Question.EMAIL, MESSAGE))
        .hasMessageContaining("found no mail server");
    Map<String, Object> wrong = new HashMap<>(MESSAGE);
    wrong.put("to", "nobody at all");
    assertThatThrownBy(() -> ask(server(mail.getSmtp().getPort(), false), Question.EMAIL, wrong))
        .hasMessage(
            "emailPlugin: to: found \"nobody at all\", expected addresses like ops@example.org");
  }
}
