package io.stackstate.api.http;

import java.nio.charset.StandardCharsets;

/**
 * What a resource answers. There is no success with an empty body other than 204: the genuine
 * command line crashes on one (REST sheet, section 3).
 */
public sealed interface Answer {

  /** A body that fits in memory. */
  record Json(int status, JsonBody body) implements Answer {}

  /**
   * A body of any size with status 200, written while it is being sent.
   *
   * @param done runs once, when the body is sent or sending was given up
   */
  record Stream(JsonBody body, Runnable done) implements Answer {}

  /**
   * JSON values with a line end after each, with status 200 and packed for clients that accept
   * gzip. It may take any time, as long as the client keeps reading.
   *
   * @param body writes any number of values
   * @param done runs once, when the body is sent or sending was given up
   */
  record Lines(JsonBody body, Runnable done) implements Answer {}

  /** A body of another media type that fits in memory, with status 200. */
  record Content(String mediaType, byte[] body) implements Answer {}

  /** 302: a browser goes on at another address, which it tells nobody that it came from here. */
  record Redirect(String location) implements Answer {}

  /** A page for people in a browser, which shows and runs nothing from anywhere else. */
  record Page(int status, String html) implements Answer {}

  /** 204. */
  record NoContent() implements Answer {}

  static Answer ok(JsonBody body) {
    return new Json(200, body);
  }

  /** Plain text with status 200. */
  static Answer text(String text) {
    return new Content("text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  static Answer stream(JsonBody body) {
    return new Stream(body, () -> {});
  }

  static Answer noContent() {
    return new NoContent();
  }
}
