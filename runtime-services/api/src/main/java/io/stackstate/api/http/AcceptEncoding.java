package io.stackstate.api.http;

import java.util.regex.Pattern;

/** Reads the header Accept-Encoding. */
final class AcceptEncoding {
  private static final Pattern REFUSED = Pattern.compile("q=0(\\.0*)?");

  private AcceptEncoding() {}

  /** Whether the client takes gzip; only when it says so by name. */
  static boolean gzip(String header) {
    for (String part : header.toLowerCase(java.util.Locale.ROOT).split(",")) {
      String[] words = part.strip().split("\\s*;\\s*");
      if (words[0].equals("gzip")) {
        return words.length == 1 || !REFUSED.matcher(words[1]).matches();
      }
    }
    return false;
  }
}
