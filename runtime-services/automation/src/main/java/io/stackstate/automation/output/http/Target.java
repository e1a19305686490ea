package io.stackstate.automation.output.http;

import io.stackstate.automation.output.spec.SecretRef;
import io.stackstate.automation.output.spec.SpecReader;
import java.net.URI;
import java.util.Optional;

/** The address of a receiver: in the definition, or as a whole in a Secret. */
public record Target(Optional<URI> url, Optional<SecretRef> secret) {

  /** Reads {@code url} or {@code urlSecretRef}. */
  public static Target read(SpecReader spec) {
    boolean plain = spec.has("url");
    boolean secret = spec.has("urlSecretRef");
    if (plain == secret) {
      spec.finding("url", plain ? "both" : "nothing", "either url or urlSecretRef");
    }
    return new Target(spec.url("url"), spec.secret("urlSecretRef"));
  }

  /** Reads {@code urlSecretRef}, where whoever knows the address may send. */
  public static Target secret(SpecReader spec) {
    return new Target(Optional.empty(), Optional.of(spec.requiredSecret("urlSecretRef")));
  }

  public URI uri(Exchange exchange) {
    return url.orElseGet(() -> exchange.secretUrl(secret.orElseThrow()));
  }
}
