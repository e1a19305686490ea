package io.stackstate.api.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Accepts a fixed set of tokens in any of the header forms of the REST sheet, section 4.1. Only
 * hashes are kept, and every comparison looks at all of them, so that neither a memory dump nor the
 * time of an answer tells a token. {@link #replace} takes effect with the next request.
 */
public final class TokenAuthenticator implements Authenticator {
  private static final Caller SERVICE = new Caller("service-token");

  private volatile List<byte[]> hashes = List.of();

  public TokenAuthenticator(Collection<String> tokens) {
    replace(tokens);
  }

  /** Accepts these tokens from now on and no others; blank ones are ignored. */
  public void replace(Collection<String> tokens) {
    hashes = tokens.stream().filter(t -> !t.isBlank()).map(TokenAuthenticator::sha256).toList();
  }

  @Override
  public Optional<Caller> authenticate(Function<String, String> headers) {
    return Stream.of(
            headers.apply("x-api-key"),
            headers.apply("x-api-token"),
            afterScheme(headers.apply("authorization")))
        .filter(Objects::nonNull)
        .filter(this::isKnown)
        .findFirst()
        .map(token -> SERVICE);
  }

  private boolean isKnown(String token) {
    byte[] hash = sha256(token.strip());
    boolean known = false;
    for (byte[] candidate : hashes) {
      known |= MessageDigest.isEqual(candidate, hash);
    }
    return known;
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

  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
