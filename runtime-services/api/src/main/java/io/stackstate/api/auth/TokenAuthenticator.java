package io.stackstate.api.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Accepts a set of tokens that configuration gives, and those of a {@link TokenSource}, in any of
 * the header forms of the REST sheet, section 4.1. Only hashes are kept, and every comparison looks
 * at all of them, so that neither a memory dump nor the time of an answer tells a token. {@link
 * #replace} takes effect with the next request.
 */
public final class TokenAuthenticator implements Authenticator {
  private final TokenSource issued;
  private volatile List<Known> known = List.of();

  private record Known(byte[] hash, Caller caller) {}

  public TokenAuthenticator(List<ServiceToken> tokens) {
    this(tokens, TokenSource.NONE);
  }

  /**
   * @param issued accepted beside the fixed ones, which come first
   */
  public TokenAuthenticator(List<ServiceToken> tokens, TokenSource issued) {
    this.issued = issued;
    replace(tokens);
  }

  /** Accepts these tokens from now on and no others; blank ones are ignored. */
  public void replace(List<ServiceToken> tokens) {
    known =
        tokens.stream()
            .filter(token -> !token.token().isBlank())
            .map(token -> new Known(bytes(TokenSource.sha256(token.token())), token.caller()))
            .toList();
  }

  @Override
  public Optional<Caller> authenticate(Function<String, String> headers) {
    return Stream.of(
            headers.apply("x-api-key"),
            headers.apply("x-api-token"),
            afterScheme(headers.apply("authorization")))
        .filter(Objects::nonNull)
        .flatMap(token -> caller(token).stream())
        .findFirst();
  }

  private Optional<Caller> caller(String token) {
    String text = TokenSource.sha256(token.strip());
    byte[] hash = bytes(text);
    Caller caller = null;
    for (Known candidate : known) {
      caller = MessageDigest.isEqual(candidate.hash, hash) ? candidate.caller : caller;
    }
    return caller == null ? issued.caller(text) : Optional.of(caller);
  }

  private static String afterScheme(String authorization) {
    if (authorization == null) {
      return null;
    }
    String[] parts = authorization.strip().split("\\s+", 2);
    String scheme = parts[0].toLowerCase(Locale.ROOT);
    boolean ours = scheme.equals("apikey") || scheme.equals("apitoken");
    return ours && parts.length == 2 ? parts[1] : null;
  }

  private static byte[] bytes(String hash) {
    return hash.getBytes(StandardCharsets.US_ASCII);
  }
}
