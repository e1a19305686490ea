package io.stackstate.api.handler;

import io.stackstate.api.http.Answer;

/** The pages behind links in messages; pure. */
final class LinkPages {
  private LinkPages() {}

  /** Asks for what a click then does. */
  static Answer question(String title, String handler) {
    return page(
        200,
        "Acknowledge this notification?",
        title + " (" + handler + ")",
        "<form method=\"post\"><button type=\"submit\">Acknowledge</button></form>"
            + "<p>It is not repeated, and nobody else is told of it, until its state changes.</p>");
  }

  static Answer acknowledged(String title, String by) {
    return page(200, "Acknowledged", title, "<p>By " + escaped(by) + ".</p>");
  }

  static Answer closed() {
    return page(404, "Not open any more", "The notification has ended.", "");
  }

  static Answer expired() {
    return page(410, "This link has expired", "Newer messages have newer links.", "");
  }

  static Answer invalid() {
    return page(
        404,
        "This link is not valid",
        "It works only as a whole: was it cut, or broken into lines?",
        "");
  }

  static Answer later() {
    return page(503, "This cannot be done now", "Try again in a minute.", "");
  }

  /**
   * @param html as it stands; the other texts are escaped
   */
  private static Answer page(int status, String heading, String text, String html) {
    return new Answer.Page(
        status,
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\""
            + " content=\"width=device-width\"><title>"
            + escaped(heading)
            + "</title></head>\n<body style=\"font-family:sans-serif;margin:2em\"><h1>"
            + escaped(heading)
            + "</h1><p>"
            + escaped(text)
            + "</p>"
            + html
            + "</body></html>\n");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
