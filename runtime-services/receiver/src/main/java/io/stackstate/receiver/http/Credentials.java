package io.stackstate.receiver.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.RequestHeaders;
import io.stackstate.receiver.ApiKeys;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the key of a request and judges it (intake sheet, section 3): header {@code sts-api-key},
 * then query, then other headers, then the body. Empty counts as absent; a wrong key in a stronger
 * place is not rescued by a right one in a weaker place.
 */
final class Credentials {
  private static final List<String> OTHER_HEADERS = List.of("dd-api-key", "x-api-key");
  private static final String BASIC = "basic ";
  private static final String BASIC_USER = "apikey:";

  private final ApiKeys keys;

  Credentials(ApiKeys keys) {
    this.keys = keys;
  }

  /** The key of the strongest place outside of the body. */
  static Optional<String> find(RequestHeaders headers, QueryParams query) {
    return given(headers.get("sts-api-key"))
        .or(() -> query.getAll("api_key").stream().filter(k -> !k.isBlank()).findFirst())
        .or(
            () ->
                OTHER_HEADERS.stream()
                    .map(headers::get)
                    .filter(k -> k != null && !k.isBlank())
                    .findFirst())
        .or(() -> given(headers.get(HttpHeaderNames.AUTHORIZATION)).map(Credentials::authorization))
        .map(String::trim);
  }

  /** Takes the same time whatever the key. */
  boolean accept(String key) {
    byte[] given = key.getBytes(StandardCharsets.UTF_8);
    boolean accepted = false;
    for (String valid : keys.current()) {
      accepted |=
          !valid.isBlank() && MessageDigest.isEqual(valid.getBytes(StandardCharsets.UTF_8), given);
    }
    return accepted;
  }

  /** {@code text} without any of the valid keys and without values of key fields. */
  String redact(String text) {
    String redacted = text;
    for (String valid : keys.current()) {
      if (!valid.isBlank()) {
        redacted = redacted.replace(valid, "***");
      }
    }
    return redacted.replaceAll("(?i)(api_?key\"?\\s*[:=]\\s*\"?)[^\"&,}\\s]+", "$1***");
  }

  private static Optional<String> given(String value) {
    return Optional.ofNullable(value).filter(v -> !v.isBlank());
  }

  /** {@code <any scheme> <key>}, or HTTP Basic with the user {@code apikey}. */
  private static String authorization(String header) {
    String value = header.trim();
    if (value.toLowerCase(Locale.ROOT).startsWith(BASIC)) {
      String decoded = decoded(value.substring(BASIC.length()).trim());
      return decoded.startsWith(BASIC_USER) ? decoded.substring(BASIC_USER.length()) : value;
    }
    int space = value.indexOf(' ');
    return space < 0 ? value : value.substring(space + 1);
  }

  private static String decoded(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
