package io.stackstate.automation.output.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.stackstate.automation.output.FailureCategory;
import io.stackstate.automation.output.Notification;
import io.stackstate.automation.output.Outcome;
import io.stackstate.automation.output.RawServer;
import io.stackstate.automation.output.Samples;
import io.stackstate.automation.output.TestIdentity;
import io.stackstate.automation.output.TestOutputs;
import io.stackstate.automation.output.TestSettings;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmailTest {
  private static final String THREAD = "<" + Samples.ID + ".1@example.org>";
  @TempDir private static Path folder;
  private static TestIdentity identity;
  private static GreenMail mail;

  private final TestOutputs outputs =
      new TestOutputs()
          .secret("mail", "pw", "s3cret")
          .secret("mail", "wrong", "wr0ng-one")
          .secret("mail", "ca", identity.certificatePem());

  @BeforeAll
  static void start() {
    identity = TestIdentity.create(folder, "mail");
    System.setProperty("greenmail.tls.keystore.file", identity.file().toString());
    System.setProperty("greenmail.tls.keystore.password", "changeit");
    ServerSetup[] setup =
        ServerSetup.dynamicPort(new ServerSetup[] {ServerSetup.SMTP, ServerSetup.SMTPS});
    for (ServerSetup each : setup) {
      each.setServerStartupTimeout(60_000);
    }
    mail = new GreenMail(setup);
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

  @AfterEach
  void close() {
    outputs.close();
  }

  private static String yaml(int port, String security, String more, String rest) {
    return yaml("60s", port, security, more, rest);
  }

  private static String yaml(String timeout, int port, String security, String more, String rest) {
    return "{email: {to: [ops@example.org], cc: ['Boss <boss@example.org>'], subjectPrefix: '[obs]',"
        + " timeout: "
        + timeout
        + ", server: {host: localhost, port: "
        + port
        + ", security: "
        + security
        + ", sender: 'obs@example.org'"
        + more
        + "}}"
        + rest
        + "}";
  }

  private Outcome plain(String rest, Notification notification) {
    return outputs.send(yaml(mail.getSmtp().getPort(), "None", "", rest), notification);
  }

  @Test
  void aMessageHasTextAndHtmlAndGoesToAllRecipients() throws Exception {
    assertThat(plain("", Samples.nasty())).isEqualTo(new Outcome.Delivered(Optional.of(THREAD)));
    MimeMessage[] received = mail.getReceivedMessages();
    assertThat(received).hasSize(2);
    assertThat(received[0].getSubject()).isEqualTo("[obs] <b>\"x\" & *y* {{z}} @everyone next");
    assertThat(received[0].getMessageID()).isEqualTo(THREAD);
    assertThat(received[0].getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(part(received[0], 0)).contains("<b>\"x\" & *y*", "Reason: Consumers are <slow>");
    assertThat(part(received[0], 1))
        .contains("&lt;b&gt;&quot;x&quot; &amp; *y*", "Consumers are &lt;slow&gt;")
        .contains("<a href=\"https://obs.example.org/#/problems/77\">Problem</a>")
        .doesNotContain("<b>\"x\"");
  }

  @Test
  void laterMessagesAnswerTheFirstOne() throws Exception {
    plain("", Samples.close());
    assertThat(mail.getReceivedMessages()[0].getHeader("In-Reply-To")).containsExactly(THREAD);
    assertThat(mail.getReceivedMessages()[0].getMessageID())
        .isEqualTo("<" + Samples.ID + ".3@example.org>");
    assertThat(part(mail.getReceivedMessages()[0], 0)).contains("The problem is resolved.");
  }

  @Test
  void templatesAreHtmlWithEscapedValuesAndTextWithoutTags() throws Exception {
    plain(", template: {title: 'T {{root.name}}', body: '<p>It: {{title}}</p>'}", Samples.nasty());
    MimeMessage received = mail.getReceivedMessages()[0];
    assertThat(received.getSubject()).isEqualTo("[obs] T orders");
    assertThat(part(received, 1)).contains("<p>It: &lt;b&gt;");
    assertThat(part(received, 0)).contains("It: ").doesNotContain("<p>");
  }

  private static String part(MimeMessage message, int index) throws Exception {
    return ((MimeMultipart) message.getContent()).getBodyPart(index).getContent().toString();
  }

  @ParameterizedTest
  @CsvSource({"StartTls", "Tls"})
  void encryptedWithLogin(String security) throws Exception {
    String login =
        ", username: obs, passwordSecretRef: {name: mail, key: pw},"
            + " tls: {caSecretRef: {name: mail, key: ca}}";
    try (StartTlsFront front =
        new StartTlsFront(mail.getSmtp().getPort(), identity.server(identity))) {
      int port = security.equals("Tls") ? mail.getSmtps().getPort() : front.port();
      assertThat(outputs.send(yaml(port, security, login, ""), Samples.open()))
          .isEqualTo(new Outcome.Delivered(Optional.of(THREAD)));
      assertThat(mail.getReceivedMessages()).hasSize(2);
      assertThat(outputs.send(yaml(port, security, "", ""), Samples.open()))
          .isInstanceOfSatisfying(
              Outcome.Retry.class,
              retry -> assertThat(retry.category()).isEqualTo(FailureCategory.TLS));
    }
  }

  @Test
  void aWrongPasswordIsAnAuthFailureThatDoesNotTellIt() {
    Outcome outcome =
        outputs.send(
            yaml(
                mail.getSmtp().getPort(),
                "None",
                ", username: obs, passwordSecretRef: {name: mail, key: wrong}",
                ""),
            Samples.open());
    assertThat(outcome).isInstanceOf(Outcome.AuthFailed.class);
    assertThat(outcome.toString()).doesNotContain("wr0ng-one");
  }

  @Test
  void withoutStartTlsNothingIsSentWhereItIsAskedFor() throws Exception {
    Outcome outcome =
        outputs.send(yaml(mail.getSmtp().getPort(), "StartTls", "", ""), Samples.open());
    assertThat(outcome).isInstanceOf(Outcome.Retry.class);
    assertThat(outcome.toString()).containsIgnoringCase("STARTTLS");
    assertThat(mail.getReceivedMessages()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"450 greylisted, Retry", "550 no such user, Refused", "530 log in first, AuthFailed"})
  void repliesOfTheServerDecide(String reply, String expected) {
    try (RawServer server =
        new RawServer(
            socket -> {
              say(socket, "220 here");
              for (int line = line(socket); line >= 0; line = line(socket)) {
                say(socket, line == 'R' ? reply : "250 fine");
              }
            })) {
      Outcome outcome = outputs.send(yaml(server.port(), "None", "", ""), Samples.open());
      assertThat(outcome.getClass().getSimpleName()).isEqualTo(expected);
      assertThat(outcome.toString()).contains(reply);
    }
  }

  @Test
  void aServerThatHangsEndsInATimeout() {
    CountDownLatch end = new CountDownLatch(1);
    try (RawServer server = new RawServer(socket -> await(end))) {
      assertThat(category(outputs.send(yaml("2s", server.port(), "None", "", ""), Samples.open())))
          .isEqualTo(FailureCategory.TIMEOUT);
      end.countDown();
    }
  }

  @Test
  void anAbsentServerIsRetried() throws IOException {
    // Taken without listening: nobody else can come to listen there meanwhile.
    try (Socket taken = new Socket()) {
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      assertThat(category(outputs.send(yaml(taken.getLocalPort(), "None", "", ""), Samples.open())))
          .isEqualTo(FailureCategory.NETWORK);
    }
  }

  @Test
  void internalAddressesAreRefused() {
    try (TestOutputs strict = new TestOutputs(new TestSettings().done())) {
      assertThat(strict.send(yaml(mail.getSmtp().getPort(), "None", "", ""), Samples.open()))
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused -> assertThat(refused.category()).isEqualTo(FailureCategory.BLOCKED));
    }
  }

  private static FailureCategory category(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Retry.class);
    return ((Outcome.Retry) outcome).category();
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  /** The first character of a line, or -1 at the end. */
  private static int line(Socket socket) throws IOException {
    int first = socket.getInputStream().read();
    int c = first;
    while (c >= 0 && c != '\n') {
      c = socket.getInputStream().read();
    }
    return c < 0 ? -1 : first;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
