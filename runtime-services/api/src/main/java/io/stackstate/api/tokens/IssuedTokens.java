package io.stackstate.api.tokens;

import io.stackstate.api.auth.Caller;
import io.stackstate.api.auth.TokenSource;
import io.stackstate.model.ElementId;
import io.stackstate.stackgraph.SettingsStore;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The service tokens that were made through the API (REST sheet, section 6.8). They live in the
 * store of settings, so they survive a restart, and its loss too; each process of the API reads
 * them when it starts. Thread-safe.
 */
public final class IssuedTokens implements TokenSource {
  /** With what every service token begins (REST sheet, section 4.1). */
  static final String PREFIX = "svctok-";

  /** Bounds the memory; far more than a platform has integrations and pipelines. */
  static final int MOST = 10_000;

  private static final int SECRET_BYTES = 32;

  private final SettingsStore store;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  /** By the hash of the secret: to find one takes the same time whatever is asked for. */
  private final Map<String, IssuedToken> byHash = new ConcurrentHashMap<>();

  public IssuedTokens(SettingsStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    store.list(IssuedToken.TYPE).stream()
        .map(IssuedToken::read)
        .forEach(token -> byHash.put(token.hash(), token));
  }

  /**
   * @param secret what nobody can ask for again
   */
  record Created(IssuedToken token, String secret) {
    /** Without the secret: records print all that they hold. */
    @Override
    public String toString() {
      return "Created[" + token + "]";
    }
  }

  /** All of them, those that have expired too, by name. */
  List<IssuedToken> list() {
    return byHash.values().stream()
        .sorted(Comparator.comparing(IssuedToken::name).thenComparing(IssuedToken::id))
        .toList();
  }

  /**
   * Makes a token; it is stored when the method returns.
   *
   * @param expirationMillis epoch milliseconds; null = never
   * @throws IllegalStateException when there are {@value #MOST} already
   */
  synchronized Created create(String name, List<String> roles, Long expirationMillis) {
    if (byHash.size() >= MOST) {
      throw new IllegalStateException("there are " + MOST + " service tokens: delete some first");
    }
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    String secret = PREFIX + HexFormat.of().formatHex(bytes);
    String hash = TokenSource.sha256(secret);
    IssuedToken token =
        new IssuedToken(
            ElementId.of(IssuedToken.TYPE, hash),
            name,
            roles,
            expirationMillis,
            hash,
            clock.millis());
    store.put(token.write());
    byHash.put(hash, token);
    return new Created(token, secret);
  }

  /** Revokes a token at once; false when there is none. */
  synchronized boolean delete(long id) {
    Optional<IssuedToken> token = byHash.values().stream().filter(t -> t.id() == id).findFirst();
    token.ifPresent(
        found -> {
          store.delete(found.id());
          byHash.remove(found.hash());
        });
    return token.isPresent();
  }

  @Override
  public Optional<Caller> caller(String hash) {
    return Optional.ofNullable(byHash.get(hash))
        .filter(token -> !token.expired(clock.millis()))
        .map(IssuedToken::caller);
  }
}
