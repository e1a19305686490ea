package io.stackstate.cli.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.LongConsumer;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One POST with a large body over a connection of its own. A server may answer before it has read
 * all of it, because the body is too large or it is busy: then the rest is not sent, and the answer
 * is read. {@code HttpURLConnection} loses that answer.
 */
final class Upload {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int READ_MILLIS = 60_000;
  private static final int CHUNK = 1 << 14;

  private Upload() {}

  /**
   * @param progress told how many bytes went out, again and again
   * @throws IOException when the server cannot be reached or gave no answer
   */
  static Reply post(String url, Map<String, String> headers, byte[] body, LongConsumer progress)
      throws IOException {
    URI uri = URI.create(url);
    try (Socket socket = connect(uri)) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      IOException broken = send(out, in, head(uri, headers, body.length), body, progress);
      try {
        return Reply.read(in);
      } catch (IOException e) {
        throw broken == null ? e : broken;
      }
    }
  }

  private static Socket connect(URI uri) throws IOException {
    boolean secure = uri.getScheme().equals("https");
    int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress(uri.getHost(), port), CONNECT_MILLIS);
    socket.setSoTimeout(READ_MILLIS);
    if (!secure) {
      return socket;
    }
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket encrypted = (SSLSocket) factory.createSocket(socket, uri.getHost(), port, true);
    SSLParameters parameters = encrypted.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    encrypted.setSSLParameters(parameters);
    encrypted.startHandshake();
    return encrypted;
  }

  private static byte[] head(URI uri, Map<String, String> headers, int length) {
    StringBuilder head = new StringBuilder("POST ").append(uri.getRawPath());
    head.append(" HTTP/1.1\r\nHost: ").append(uri.getRawAuthority());
    head.append("\r\nConnection: close\r\nAccept: application/json\r\nContent-Length: ");
    head.append(length).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Returns what broke the sending off, null when nothing did. */
  private static IOException send(
      OutputStream out, InputStream in, byte[] head, byte[] body, LongConsumer progress) {
    try {
      out.write(head);
      for (int from = 0; from < body.length && in.available() == 0; from += CHUNK) {
        int length = Math.min(CHUNK, body.length - from);
        out.write(body, from, length);
        progress.accept(length);
      }
      out.flush();
      return null;
    } catch (IOException e) {
      return e;
    }
  }

  /**
   * What the server said.
   *
   * @param headers by their names in lower case
   */
  record Reply(int status, Map<String, String> headers, byte[] body) {

    /** Null when there is no such header. */
    String header(String name) {
      return headers.get(name);
    }

    static Reply read(InputStream in) throws IOException {
      return new ReplyReader(in).read();
    }
  }
}
