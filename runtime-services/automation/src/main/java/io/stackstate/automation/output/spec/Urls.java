package io.stackstate.automation.output.spec;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Addresses that outputs may be given. */
public final class Urls {
  static final String EXPECTED = "an http or https address";

  /** Stands for an address that could not be read; nothing listens there. */
  static final URI NOWHERE = URI.create("https://address.invalid");

  private static final int MAX = 2048;

  private Urls() {}

  /**
   * @throws IllegalArgumentException with what is expected
   */
  public static URI parse(String text) {
    URI uri;
    try {
      uri = new URI(text.strip());
    } catch (URISyntaxException e) {
      // The cause quotes the address, which may hold a secret.
      throw new IllegalArgumentException(EXPECTED + ", with special characters percent-encoded");
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https") || uri.getHost() == null) {
      throw new IllegalArgumentException(EXPECTED);
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException("an address without credentials, which go to auth.basic");
    }
    if (uri.getRawFragment() != null || text.length() > MAX) {
      throw new IllegalArgumentException(
          EXPECTED + " without fragment, of at most " + MAX + " characters");
    }
    return uri;
  }

  /** {@code base} with {@code path} below it, whether or not base ends in a slash. */
  public static URI below(URI base, String path) {
    String text = base.toString();
    return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path);
  }

  static String withoutCredentials(String text) {
    return text.replaceAll("//[^/@\\s]*@", "//***@");
  }
}
