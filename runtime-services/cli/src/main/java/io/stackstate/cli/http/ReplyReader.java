package io.stackstate.cli.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads one HTTP/1.1 response; of a body that is absurdly long only the beginning. */
record ReplyReader(InputStream in) {
  private static final int MAX_LINE = 1 << 14;
  private static final int MAX_BODY = 1 << 20;

  Upload.Reply read() throws IOException {
    String[] status = line().split(" ", 3);
    if (status.length < 2 || !status[0].startsWith("HTTP/") || !status[1].matches("\\d{3}")) {
      throw new IOException("the server does not speak HTTP");
    }
    Map<String, String> headers = new HashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        headers.put(name, line.substring(colon + 1).strip());
      }
    }
    int code = Integer.parseInt(status[1]);
    // 100 and its like only announce the answer.
    return code < 200 ? read() : new Upload.Reply(code, headers, body(headers));
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      return chunks();
    }
    String length = headers.getOrDefault("content-length", "");
    return in.readNBytes(
        length.matches("\\d{1,9}") ? Math.min(MAX_BODY, Integer.parseInt(length)) : MAX_BODY);
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (all.size() < MAX_BODY) {
      String size = line().split(";", 2)[0].strip();
      if (!size.matches("[0-9a-fA-F]{1,6}")) {
        throw new IOException("the server's answer is not chunked as it says");
      }
      int length = Integer.parseInt(size, 16);
      if (length == 0) {
        break;
      }
      all.write(in.readNBytes(length));
      line();
    }
    return all.toByteArray();
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server closed the connection without an answer");
      }
      if (line.length() == MAX_LINE) {
        throw new IOException("the server's answer has a line of more than " + MAX_LINE);
      }
      line.append((char) c);
    }
    int end = line.length();
    return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
  }
}
