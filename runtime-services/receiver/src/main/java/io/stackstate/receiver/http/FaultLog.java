package io.stackstate.receiver.http;

import io.stackstate.receiver.intake.IntakeFault;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs messages that were refused: where users look when data does not arrive (intake sheet,
 * section 16.7). At most one line a second, without keys and control characters. Thread-safe.
 */
final class FaultLog {
  private static final Logger LOG = LoggerFactory.getLogger(FaultLog.class);
  private static final long INTERVAL_NANOS = 1_000_000_000L;
  private static final int EXCERPT = 200;

  private final Credentials credentials;
  private final AtomicLong nextNanos = new AtomicLong(System.nanoTime());
  private final AtomicInteger suppressed = new AtomicInteger();

  FaultLog(Credentials credentials) {
    this.credentials = credentials;
  }

  void refused(String client, String path, IntakeFault fault) {
    long now = System.nanoTime();
    long next = nextNanos.get();
    if (now - next < 0 || !nextNanos.compareAndSet(next, now + INTERVAL_NANOS)) {
      suppressed.incrementAndGet();
      return;
    }
    LOG.warn(
        "Refused {} of {} (host {}): {} at '{}', near: {} ({} more refused since the last line)",
        path,
        client,
        fault.internalHostname() == null ? "unknown" : printable(fault.internalHostname()),
        printable(fault.getMessage()),
        printable(fault.path()),
        excerpt(fault.excerpt()),
        suppressed.getAndSet(0));
  }

  private String excerpt(String text) {
    String redacted = printable(text);
    int surplus = Math.max(0, redacted.length() - EXCERPT);
    return redacted.substring(surplus / 2, redacted.length() - (surplus - surplus / 2));
  }

  private String printable(String text) {
    return credentials.redact(text).replaceAll("\\p{Cntrl}", " ");
  }
}
