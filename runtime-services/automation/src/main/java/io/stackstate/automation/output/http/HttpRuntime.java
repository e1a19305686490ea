package io.stackstate.automation.output.http;

import io.stackstate.automation.output.SecretSource;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;

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

  AddressGuard guard() {
    return guard;
  }

  Optional<String> extraCa() {
    return extraCa;
  }

  Clock clock() {
    return clock;
  }

  ScheduledThreadPoolExecutor watchdog() {
    return watchdog;
  }

  @Override
  public void close() {
    watchdog.shutdownNow();
  }
}
