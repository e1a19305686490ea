package io.stackstate.stackpacks.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.stackstate.stackpacks.settings.Node;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What becomes of the values of inputs of the type password. */
class PasswordsTest {
  private static final String PASSWORD = "correct horse";
  private static final String OTHER_KEY = "a5".repeat(32);

  private final DemoPack demo = new DemoPack();
  private final PackServer server = demo.server;

  private static final String TEMPLATE =
      """
      nodes:
      - _type: Layer
        identifier: 'urn:stackpack:demo:shared:layer:edge'
        name: "{{ url }}"
        secret: "{{ secret }}"
        login: "{{ login }}"
        nested: "{{ nested.deep }}"
        greeting: "{{ greeting }}"
      """;

  private void uploadKeeping() throws Exception {
    demo.upload(
        "1.0.0",
        """
        ProvisioningIO<scala.Unit> install(Map<String, Object> config) {
          if (config.secret != "correct horse") { context().fail("found another") }
          context().stackPack().importSnapshot("shared.sty", [
            url: config.url, secret: config.secret, login: "me:${config.secret}",
            nested: [deep: config.secret], greeting: "hello"])
        }
        """
            + DemoPack.WAIT,
        "provisioning/shared.sty",
        TEMPLATE);
  }

  @Test
  void scriptsGetThemAndNothingIsStoredInTheClear() throws Exception {
    uploadKeeping();

    PackInstance instance = server.install("demo", "secret", PASSWORD);

    assertThat(server.instance(1).status()).isEqualTo(Status.WAITING_FOR_DATA);
    assertThat(SecretBox.isSealed(instance.config().get("secret"))).isTrue();
    assertThat(instance.config().get("url")).isEqualTo("u1");
    Node layer = server.settings.byIdentifier(DemoPack.LAYER).orElseThrow();
    assertThat(layer.content().toString()).doesNotContain(PASSWORD).contains("hello");
    String stored = layer.content().path("secret").textValue();
    assertThat(server.secrets.open(stored, instance.uuid())).isEqualTo(PASSWORD);
    assertThat(layer.content().path("nested").textValue()).isEqualTo(stored);
    assertThat(layer.content().path("login").textValue()).isEqualTo("me:" + stored);
  }

  @Test
  void anotherInputWithTheSameValueStaysWhatItIs() throws Exception {
    uploadKeeping();

    server.install("demo", "secret", PASSWORD, "url", PASSWORD);

    Node layer = server.settings.byIdentifier(DemoPack.LAYER).orElseThrow();
    assertThat(layer.name()).isEqualTo(PASSWORD);
    assertThat(SecretBox.isSealed(layer.content().path("secret").textValue())).isTrue();
  }

  @Test
  void aRestartOpensThemWithTheSameKeyOnly() throws Exception {
    uploadKeeping();
    PackInstance done = server.install("demo", "secret", PASSWORD);
    server.instances.put(1L, done.with(Status.PROVISIONING, null, 0));
    server.start();
    assertThat(server.instance(1).status()).isEqualTo(Status.WAITING_FOR_DATA);

    server.instances.put(1L, done.with(Status.PROVISIONING, null, 0));
    server.secrets = SecretBox.of(OTHER_KEY);
    server.start();

    assertThat(server.instance(1).status()).isEqualTo(Status.ERROR);
    assertThat(server.instance(1).error().message())
        .isEqualTo(
            "input secret: a password cannot be opened: it was sealed with another key than"
                + " stackstate.stackpacks.secretKey");
  }

  @Test
  void whatAnEarlierProgramStoredIsSealedAtTheStart() throws Exception {
    uploadKeeping();
    PackInstance done = server.install("demo", "secret", PASSWORD);
    server.instances.put(1L, done.withConfig(Map.of("secret", PASSWORD, "url", "u1")));

    server.start();

    String sealed = server.instance(1).config().get("secret");
    assertThat(server.secrets.open(sealed, done.uuid())).isEqualTo(PASSWORD);
  }

  @Test
  void withoutAKeyNothingIsInstalledThatNeedsOne() throws Exception {
    uploadKeeping();
    server.secrets = SecretBox.of("");
    server.start();

    assertThatThrownBy(() -> server.install("demo", "secret", PASSWORD))
        .isInstanceOf(StackPackException.class)
        .hasMessageContaining("input secret of demo: stackstate.stackpacks.secretKey: missing")
        .hasMessageNotContaining(PASSWORD);
    assertThat(server.instances).isEmpty();
  }

  @Test
  void errorsAndLogsDoNotTellThem() throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger("io.stackstate.stackpacks.script.demo");
    ListAppender<ILoggingEvent> appender = new ListAppender<>();
    appender.start();
    logger.addAppender(appender);
    try {
      demo.upload(
          "1.0.0",
          """
          ProvisioningIO<scala.Unit> install(Map<String, Object> config) {
            context().sts().log().error("login with ${config.secret}")
            context().fail("cannot log in with " + config.secret)
          }
          """);
      server.install("demo", "secret", PASSWORD);
    } finally {
      logger.detachAppender(appender);
    }

    assertThat(server.instance(1).error().message()).isEqualTo("cannot log in with ***");
    assertThat(appender.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly("login with ***");
  }
}
