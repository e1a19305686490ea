package io.stackstate.automation.output.http;

import io.stackstate.automation.output.SecretSource;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** What the HTTP outputs of a process share. Thread-safe. */
public final class HttpRuntime implements AutoCloseable {
  private final AddressGuard guard;
  private final Optional<String> extraCa;
  private final Clock clock;
  private final ScheduledThreadPoolExecutor watchdog;

  /**
   * @param extraCa PEM of authorities trusted by all outputs besides the usual ones
   */
  public HttpRuntime(AddressGuard guard, Optional<String> extraCa, Clock clock) {
    this.guard = guard;
    this.extraCa = extraCa;
    this.clock = clock;
    this.watchdog =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "output-watchdog");
              thread.setDaemon(true);
              return thread;
            });
    watchdog.setRemoveOnCancelPolicy(true);
  }

  public HttpEndpoint endpoint(HttpSettings settings, SecretSource secrets) {
    return new HttpEndpoint(this, settings, secrets);
  }

  /** The guard, for protocols that are no HTTP. */
  public AddressGuard guard() {
    return guard;
  }

  Optional<String> extraCa() {
    return extraCa;
  }

  /**
   * A context of TLS with these certificates and those that all outputs trust.
   *
   * @throws io.stackstate.automation.output.DeliveryFailure when they cannot be used
   */
  public SSLContext tls(TlsSettings settings, ReadSecrets secrets) {
    return TlsMaterial.read(settings, extraCa, secrets).context();
  }

  /** Runs {@code task}, which must be quick, unless the future is cancelled before. */
  public Future<?> after(Duration delay, Runnable task) {
    return watchdog.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  Clock clock() {
    return clock;
  }

  @Override
  public void close() {
    watchdog.shutdownNow();
  }
}
