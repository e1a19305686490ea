package io.stackstate.automation.output.http;

import io.stackstate.automation.output.Delivery;
import io.stackstate.automation.output.SecretSource;
import io.stackstate.automation.output.spec.SecretRef;
import io.stackstate.automation.output.spec.SpecReader;
import io.stackstate.automation.output.text.MessageTemplates;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Calls to what the configuration names and no handler can: the API server of the cluster, and the
 * API of the platform. No address is denied, and there is no proxy. Thread-safe.
 */
public final class TrustedHttp implements AutoCloseable {
  private static final Duration MIN_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration MAX_TIMEOUT = Duration.ofSeconds(60);
  private static final int MAX_BODY = 64 * 1024;

  private final HttpRuntime runtime;

  public TrustedHttp(Clock clock) {
    List<Cidr> everywhere = List.of(Cidr.parse("0.0.0.0/0"), Cidr.parse("::/0"));
    this.runtime =
        new HttpRuntime(new AddressGuard(everywhere, List.of()), Optional.empty(), clock);
  }

  /** Reads {@code timeout}. */
  public static Duration timeout(SpecReader spec) {
    return spec.duration("timeout", MIN_TIMEOUT, MAX_TIMEOUT, USUAL_TIMEOUT);
  }

  /**
   * A delivery.
   *
   * @param ca of the authority; empty for the usual ones
   * @param secrets that {@code auth} and {@code ca} are among
   */
  public Delivery delivery(
      Duration timeout,
      Auth auth,
      Optional<SecretRef> ca,
      SecretSource secrets,
      Protocol protocol,
      MessageTemplates templates) {
    TlsSettings tls = new TlsSettings(ca, Optional.empty(), Optional.empty(), true, "TLSv1.2");
    HttpSettings settings =
        new HttpSettings(
            timeout, MAX_BODY, Map.of(), Map.of(), auth, Optional.empty(), tls, Optional.empty());
    return new HttpDelivery(runtime.endpoint(settings, secrets), protocol, templates);
  }

  @Override
  public void close() {
    runtime.close();
  }
}
