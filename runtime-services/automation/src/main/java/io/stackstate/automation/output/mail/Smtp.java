package io.stackstate.automation.output.mail;

import io.stackstate.automation.output.DeliveryFailure;
import io.stackstate.automation.output.http.HttpRuntime;
import io.stackstate.automation.output.http.ReadSecrets;
import io.stackstate.automation.output.mail.MailServer.Security;
import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One message to a mail server, over a connection of its own that goes to no address which the
 * guard denies and that ends in time. A message that one recipient cannot get is sent to none, so
 * that the error is seen.
 */
final class Smtp {
  private static final Logger LOG = LoggerFactory.getLogger(Smtp.class);

  private final HttpRuntime runtime;
  private final MailServer server;
  private final Duration timeout;

  Smtp(HttpRuntime runtime, MailServer server, Duration timeout) {
    this.runtime = runtime;
    this.server = server;
    this.timeout = timeout;
  }

  /** Makes a message. */
  @FunctionalInterface
  interface Draft {
    MimeMessage message(Session session) throws MessagingException;
  }

  /**
   * @throws DeliveryFailure unless the server has taken the message
   */
  void send(Draft draft, ReadSecrets secrets) {
    AtomicBoolean late = new AtomicBoolean();
    Socket socket = new Socket();
    Future<?> deadline =
        runtime.after(
            timeout,
            () -> {
              late.set(true);
              close(socket);
            });
    try {
      SSLContext tls =
          server.security() == Security.NONE ? null : runtime.tls(server.tls(), secrets);
      Session session = Session.getInstance(properties(tls), login(secrets));
      MimeMessage message = draft.message(session);
      message.saveChanges();
      try (SMTPTransport transport =
          new SMTPTransport(
              session, new URLName("smtp", server.host(), server.port(), null, null, null))) {
        transport.connect(connected(socket, tls));
        transport.sendMessage(message, message.getAllRecipients());
      }
    } catch (IOException | MessagingException e) {
      throw SmtpErrors.failure(e, late.get(), timeout);
    } finally {
      deadline.cancel(false);
      close(socket);
    }
  }

  private Socket connected(Socket socket, SSLContext tls) throws IOException {
    InetAddress address = runtime.guard().resolve(server.host())[0];
    int millis = (int) timeout.toMillis();
    socket.setSoTimeout(millis);
    socket.connect(new InetSocketAddress(address, server.port()), millis);
    if (server.security() != Security.TLS) {
      return socket;
    }
    SSLSocket encrypted =
        (SSLSocket) tls.getSocketFactory().createSocket(socket, server.host(), server.port(), true);
    if (server.tls().verify()) {
      SSLParameters parameters = encrypted.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      encrypted.setSSLParameters(parameters);
    }
    encrypted.startHandshake();
    return encrypted;
  }

  private Properties properties(SSLContext tls) {
    Properties properties = new Properties();
    properties.put("mail.smtp.auth", Boolean.toString(server.login().isPresent()));
    properties.put("mail.smtp.localhost", "stackstate");
    properties.put("mail.smtp.quitwait", "false");
    if (server.security() == Security.START_TLS) {
      properties.put("mail.smtp.starttls.enable", "true");
      properties.put("mail.smtp.starttls.required", "true");
      properties.put("mail.smtp.ssl.socketFactory", tls.getSocketFactory());
      properties.put("mail.smtp.ssl.checkserveridentity", Boolean.toString(server.tls().verify()));
    }
    return properties;
  }

  private Authenticator login(ReadSecrets secrets) {
    Optional<PasswordAuthentication> login =
        server
            .login()
            .map(known -> new PasswordAuthentication(known.username(), known.password(secrets)));
    return new Authenticator() {
      @Override
      protected PasswordAuthentication getPasswordAuthentication() {
        return login.orElse(null);
      }
    };
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("connection to a mail server: {}", e.getMessage());
    }
  }
}
