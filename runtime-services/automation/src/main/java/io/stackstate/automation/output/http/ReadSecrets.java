package io.stackstate.automation.output.http;

import io.stackstate.automation.output.DeliveryFailure;
import io.stackstate.automation.output.FailureCategory;
import io.stackstate.automation.output.MissingSecretException;
import io.stackstate.automation.output.Outcome;
import io.stackstate.automation.output.SecretSource;
import io.stackstate.automation.output.spec.SecretRef;
import io.stackstate.automation.output.spec.Urls;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The secrets that one delivery reads. It remembers them, so that a receiver which quotes them in
 * its answer does not get them into a status. Thread-safe.
 */
public final class ReadSecrets {
  private static final int SHORTEST = 4;

  private final SecretSource source;
  private final Set<String> read = ConcurrentHashMap.newKeySet();

  public ReadSecrets(SecretSource source) {
    this.source = source;
  }

  /**
   * The value without white space around it.
   *
   * @throws DeliveryFailure with AuthFailed when there is none
   */
  public String read(SecretRef ref) {
    String value;
    try {
      value = source.read(ref.name(), ref.key()).strip();
    } catch (MissingSecretException e) {
      throw DeliveryFailure.authFailed(e.getMessage());
    }
    if (value.isEmpty()) {
      throw DeliveryFailure.authFailed(
          "secret " + ref.name() + ", key " + ref.key() + ": found nothing, expected a value");
    }
    remember(value);
    return value;
  }

  /** An address that is a secret as a whole. */
  public URI readUrl(SecretRef ref) {
    try {
      URI url = Urls.parse(read(ref));
      // Receivers quote the path they were asked for.
      Stream.of(url.getRawPath(), url.getRawQuery()).filter(Objects::nonNull).forEach(read::add);
      return url;
    } catch (IllegalArgumentException e) {
      throw DeliveryFailure.refused(
          FailureCategory.CONTENT,
          "secret " + ref.name() + ", key " + ref.key() + ": expected " + e.getMessage());
    }
  }

  /** A secret that was derived from one, for example a token. */
  void remember(String value) {
    read.add(value);
    read.add(Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)));
  }

  /** {@code outcome} with all secrets replaced. */
  public Outcome clean(Outcome outcome) {
    if (outcome instanceof Outcome.Retry retry) {
      return new Outcome.Retry(retry.category(), clean(retry.message()), retry.after());
    }
    if (outcome instanceof Outcome.Refused refused) {
      return new Outcome.Refused(refused.category(), clean(refused.message()));
    }
    if (outcome instanceof Outcome.AuthFailed failed) {
      return new Outcome.AuthFailed(clean(failed.message()));
    }
    return outcome instanceof Outcome.Gone gone ? new Outcome.Gone(clean(gone.message())) : outcome;
  }

  /** A text with all secrets replaced. */
  public String clean(String message) {
    String clean = message;
    // The longest first: it may contain another one.
    for (String secret :
        read.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList()) {
      if (secret.length() >= SHORTEST) {
        clean = clean.replace(secret, "***");
      }
    }
    return clean;
  }
}
