package io.stackstate.stackgraph.store;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Whether somebody speaks TLS at an address. A server that expects TLS only hangs up on those who
 * speak without, which looks as if it were not there.
 */
final class TlsProbe {
  private static final int TIMEOUT_MILLIS = 2_000;

  private TlsProbe() {}

  static boolean answers(String host, int port) {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
      plain.setSoTimeout(TIMEOUT_MILLIS);
      try (SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, port, true)) {
        socket.startHandshake();
        return true;
      }
    } catch (IOException e) {
      // Whoever shows a certificate speaks TLS, also when nobody vouches for it.
      return e.getCause() instanceof CertificateException;
    }
  }
}
