package io.stackstate.automation.output.mail;

import com.typesafe.config.Config;
import io.stackstate.automation.output.http.HttpSettingsReader;
import io.stackstate.automation.output.http.ReadSecrets;
import io.stackstate.automation.output.http.TlsSettings;
import io.stackstate.automation.output.spec.SecretRef;
import io.stackstate.automation.output.spec.SpecReader;
import java.util.Map;
import java.util.Optional;

/**
 * A mail server.
 *
 * @param login how to log in; empty: not at all
 * @param sender address that messages come from
 */
public record MailServer(
    String host,
    int port,
    Security security,
    Optional<Login> login,
    String sender,
    TlsSettings tls) {

  /** How the connection is encrypted. */
  public enum Security {
    NONE,
    /** After a command; a server that does not offer it gets no message. */
    START_TLS,
    /** From the start. */
    TLS
  }

  /** Name and password; the password is in a Secret, or in the configuration of the process. */
  public record Login(String username, Optional<SecretRef> reference, String value) {
    String password(ReadSecrets secrets) {
      return reference.map(secrets::read).orElse(value);
    }

    @Override
    public String toString() {
      return "Login[" + username + "]";
    }
  }

  private static final Map<String, Security> NAMES =
      Map.of("None", Security.NONE, "StartTls", Security.START_TLS, "Tls", Security.TLS);
  private static final TlsSettings USUAL =
      new TlsSettings(Optional.empty(), Optional.empty(), Optional.empty(), true, "TLSv1.2");

  /** The object {@code server} of an e-mail output. */
  static MailServer read(SpecReader spec) {
    Security security = spec.choice("security", NAMES).orElse(Security.START_TLS);
    Optional<String> username = spec.optionalText("username", 256);
    Optional<SecretRef> password = spec.secret("passwordSecretRef");
    if (username.isPresent() != password.isPresent()) {
      spec.finding(
          username.isPresent() ? "passwordSecretRef" : "username",
          "nothing",
          "username and passwordSecretRef together");
    }
    MailServer server =
        new MailServer(
            spec.text("host", 253),
            spec.number("port", 1, 65535, security == Security.TLS ? 465 : 587),
            security,
            username.map(name -> new Login(name, password, "")),
            Addresses.read(spec, "sender"),
            HttpSettingsReader.tls(spec));
    spec.end();
    return server;
  }

  /** The server of the process, if one is configured. */
  public static Optional<MailServer> from(Config config) {
    if (config.getString("host").isBlank()) {
      return Optional.empty();
    }
    Optional<Login> login =
        Optional.of(config.getString("username"))
            .filter(name -> !name.isBlank())
            .map(name -> new Login(name, Optional.empty(), config.getString("password")));
    Security plain = config.getBoolean("startTls") ? Security.START_TLS : Security.NONE;
    return Optional.of(
        new MailServer(
            config.getString("host"),
            config.getInt("port"),
            config.getString("protocol").equalsIgnoreCase("smtps") ? Security.TLS : plain,
            login,
            Addresses.parse(
                "stackstate.automation.outputs.email.sender", config.getString("sender")),
            USUAL));
  }
}
