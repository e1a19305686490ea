package io.stackstate.api.auth.kubernetes;

import io.stackstate.api.auth.Authenticator;
import io.stackstate.api.auth.Caller;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.auth.RefusedException;
import io.stackstate.api.auth.TokenSource;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Accepts tokens of service accounts, in the header {@code X-API-ServiceBearer} or as {@code
 * Authorization: ServiceBearer} (REST sheet, section 4.1), beside all that another authenticator
 * accepts. What the API server said holds for a short while, refusals too; of a token only its hash
 * is kept. Thread-safe; bounded in memory, and in the reviews that are under way.
 */
public final class ServiceAccountAuthenticator implements Authenticator {
  private static final int MOST_KEPT = 1_000;
  private static final int MOST_UNDER_WAY = 32;
  private static final int LONGEST_TOKEN = 16 * 1024;

  private final Authenticator others;
  private final KubernetesAccess access;
  private final TokenReviews reviews;
  private final InstantSource clock;
  private int underWay;

  private final Map<String, Kept> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
          return size() > MOST_KEPT;
        }
      };

  private record Kept(CompletableFuture<Caller> caller, long untilMillis) {}

  /**
   * @param others asked first
   */
  public ServiceAccountAuthenticator(
      Authenticator others, KubernetesAccess access, InstantSource clock) {
    this.others = others;
    this.access = access;
    this.reviews = new TokenReviews(access);
    this.clock = clock;
  }

  @Override
  public Optional<Caller> authenticate(Function<String, String> headers) {
    return others.authenticate(headers);
  }

  @Override
  public CompletableFuture<Caller> identify(Function<String, String> headers) {
    Optional<Caller> known = others.authenticate(headers);
    if (known.isPresent()) {
      return CompletableFuture.completedFuture(known.get());
    }
    String token = token(headers);
    return token == null ? others.identify(headers) : caller(token);
  }

  private static String token(Function<String, String> headers) {
    String own = headers.apply("x-api-servicebearer");
    if (own != null) {
      return own.strip();
    }
    String authorization = headers.apply("authorization");
    if (authorization == null) {
      return null;
    }
    String[] parts = authorization.strip().split("\\s+", 2);
    boolean ours = parts[0].toLowerCase(Locale.ROOT).equals("servicebearer");
    return ours && parts.length == 2 ? parts[1] : null;
  }

  private CompletableFuture<Caller> caller(String token) {
    if (token.length() > LONGEST_TOKEN) {
      return refused(401, "not authenticated: the token is longer than any of a cluster");
    }
    String hash = TokenSource.sha256(token);
    synchronized (kept) {
      Kept found = kept.get(hash);
      if (found != null && found.untilMillis() > clock.millis()) {
        return found.caller();
      }
      if (underWay >= MOST_UNDER_WAY) {
        return refused(503, "the token cannot be checked now: too many are being checked");
      }
      underWay++;
    }
    CompletableFuture<Caller> asked = reviews.review(token).thenApply(this::caller);
    synchronized (kept) {
      kept.put(hash, new Kept(asked, clock.millis() + access.cacheTime().toMillis()));
    }
    return asked.whenComplete((caller, failure) -> done(hash, failure));
  }

  /** That the API server is away is nothing to be remembered. */
  private void done(String hash, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    synchronized (kept) {
      underWay--;
      if (cause != null && !(cause instanceof RefusedException r && r.status() == 401)) {
        kept.remove(hash);
      }
    }
  }

  private Caller caller(ServiceAccount account) {
    List<KubernetesAccess.Grant> grants =
        access.grants().stream().filter(grant -> grant.covers(account)).toList();
    if (grants.isEmpty()) {
      throw new RefusedException(
          401, "not authenticated: " + account + " has no role in this platform");
    }
    Set<Permission> permissions = EnumSet.noneOf(Permission.class);
    grants.forEach(grant -> permissions.addAll(grant.role().permissions()));
    return new Caller(account.toString(), permissions, List.of());
  }

  private static CompletableFuture<Caller> refused(int status, String message) {
    return CompletableFuture.failedFuture(new RefusedException(status, message));
  }
}
