package io.stackstate.automation.output.mail;

import io.stackstate.automation.output.RawServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Stands before a mail server that knows no STARTTLS: takes the command, and after it passes on
 * what is said over the encrypted connection.
 */
public final class StartTlsFront implements AutoCloseable {
  private final RawServer server;

  public StartTlsFront(int behind, SSLContext context) {
    server = new RawServer(socket -> meet(socket, behind, context));
  }

  private static void meet(Socket socket, int behind, SSLContext context) throws IOException {
    try (Socket mail = new Socket(InetAddress.getLoopbackAddress(), behind)) {
      say(socket, line(mail.getInputStream()));
      String command = line(socket.getInputStream());
      while (!command.startsWith("STARTTLS")) {
        say(socket, "250-front\r\n250 STARTTLS\r\n");
        command = line(socket.getInputStream());
      }
      say(socket, "220 go ahead\r\n");
      SSLSocket encrypted =
          (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
      encrypted.setUseClientMode(false);
      encrypted.startHandshake();
      Thread back = new Thread(() -> quietly(mail, encrypted));
      back.start();
      encrypted.getInputStream().transferTo(mail.getOutputStream());
    }
  }

  private static void quietly(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
    } catch (IOException e) {
      // One of the two has hung up, which ends the connection.
      return;
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int c = in.read();
    while (c >= 0 && c != '\n') {
      line.append((char) c);
      c = in.read();
    }
    return line.append('\n').toString();
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
  }
}
