package io.stackstate.cli.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadTest {
  private static final byte[] LARGE = new byte[64 << 20];

  @Test
  void readsTheAnswerOfAServerThatDoesNotReadTheWholeBody() throws Exception {
    AtomicLong sent = new AtomicLong();
    Upload.Reply reply =
        answered(
            "HTTP/1.1 413 Too Large\r\nContent-Length: 21\r\nRetry-After: 7\r\n\r\n"
                + "{\"error\":\"too large\"}",
            sent);
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.header("retry-after")).isEqualTo("7");
    assertThat(new String(reply.body(), StandardCharsets.UTF_8))
        .isEqualTo("{\"error\":\"too large\"}");
    assertThat(sent.get()).isLessThan(LARGE.length);
  }

  @Test
  void saysThatAServerThatHangsUpGaveNoAnswer() {
    assertThatThrownBy(() -> answered("", new AtomicLong())).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~3;x=y~abc~2~de~0~~|abcde",
        "HTTP/1.1 100 Continue~~HTTP/1.1 200 OK~Content-Length: 2~~ab|ab",
        "HTTP/1.0 200 OK~~until the end|until the end",
        "HTTP/1.1 204 No Content~content-length: 0~~|''",
      })
  void readsAllFormsOfAnAnswer(String text, String body) throws Exception {
    byte[] bytes = text.replace("~", "\r\n").getBytes(StandardCharsets.UTF_8);
    Upload.Reply reply = Upload.Reply.read(new ByteArrayInputStream(bytes));
    assertThat(reply.status() / 100).isEqualTo(2);
    assertThat(new String(reply.body(), StandardCharsets.UTF_8)).isEqualTo(body);
  }

  @Test
  void refusesWhatIsNoAnswer() {
    byte[] bytes = "SSH-2.0-x\r\n".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Upload.Reply.read(new ByteArrayInputStream(bytes)))
        .hasMessage("the server does not speak HTTP");
  }

  /** Of a server that reads the head and some more, answers, and closes. */
  private static Upload.Reply answered(String answer, AtomicLong sent) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> served = CompletableFuture.runAsync(() -> serve(server, answer));
      String url = "http://127.0.0.1:" + server.getLocalPort() + "/intake";
      try {
        return Upload.post(url, Map.of("sts-api-key", "k"), LARGE, sent::addAndGet);
      } finally {
        served.join();
      }
    }
  }

  private static void serve(ServerSocket server, String answer) {
    try (Socket socket = server.accept()) {
      InputStream in = socket.getInputStream();
      String head = new String(in.readNBytes(200), StandardCharsets.ISO_8859_1);
      assertThat(head)
          .startsWith("POST /intake HTTP/1.1\r\n")
          .contains("Content-Length: " + LARGE.length + "\r\n", "sts-api-key: k\r\n");
      socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
