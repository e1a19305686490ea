package io.stackstate.operator.content;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.crds.DurationText;
import io.stackstate.crds.StackPack;
import io.stackstate.crds.StackPackSource;
import io.stackstate.operator.api.ApiClient;
import io.stackstate.operator.api.ApiException;
import io.stackstate.operator.packages.FetchException;
import io.stackstate.operator.packages.FetchedPackage;
import io.stackstate.operator.packages.PackageFetcher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Brings packages from their sources into the platform, each when it is new. What was brought is
 * remembered in memory only: a new process asks the sources once. Thread-safe.
 */
final class PackSources {
  private static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(10);

  private final PackageFetcher fetcher;
  private final Clock clock;
  private final Map<String, Brought> brought = new ConcurrentHashMap<>();

  PackSources(PackageFetcher fetcher, Clock clock) {
    this.fetcher = fetcher;
    this.clock = clock;
  }

  /**
   * A package that the platform has.
   *
   * @param source that it came from
   * @param checkedAt when the source was last asked
   */
  record Brought(
      StackPackSource source,
      String revision,
      Instant checkedAt,
      String pack,
      String version,
      String digest) {}

  /**
   * @throws FetchException when the source does not give it
   */
  Brought bring(StackPack resource, ApiClient api)
      throws FetchException, ApiException, InterruptedException {
    String uid = resource.getMetadata().getUid();
    StackPackSource source = resource.getSpec().source();
    Brought before = brought.get(uid);
    boolean same = before != null && before.source().equals(source);
    if (same && isFresh(before)) {
      return before;
    }
    Optional<FetchedPackage> fetched =
        fetcher.fetch(
            source, resource.getMetadata().getNamespace(), same ? before.revision() : null);
    Brought now = fetched.isPresent() ? upload(source, fetched.get(), api) : checkedAgain(before);
    brought.put(uid, now);
    return now;
  }

  /** What came from a resource's source last; empty when nothing did since the process started. */
  Optional<Brought> last(StackPack resource) {
    return Optional.ofNullable(brought.get(resource.getMetadata().getUid()));
  }

  /** Asks again the next time, whatever was brought: the platform does not have it any more. */
  void forget(StackPack resource) {
    brought.remove(resource.getMetadata().getUid());
  }

  /** Files and ConfigMaps are near, so they are looked at each time. */
  private boolean isFresh(Brought before) {
    StackPackSource source = before.source();
    if (source.url() == null && source.oci() == null) {
      return false;
    }
    Duration interval =
        source.interval() == null ? DEFAULT_INTERVAL : DurationText.parse(source.interval());
    return clock.instant().isBefore(before.checkedAt().plus(interval));
  }

  private Brought upload(StackPackSource source, FetchedPackage fetched, ApiClient api)
      throws ApiException, InterruptedException {
    JsonNode pack = api.upload("/api/stackpack", "stackPack", fetched.fileName(), fetched.bytes());
    return new Brought(
        source,
        fetched.revision(),
        clock.instant(),
        pack.path("name").asText(),
        pack.path("version").asText(),
        fetched.digest());
  }

  private Brought checkedAgain(Brought b) {
    return new Brought(
        b.source(), b.revision(), clock.instant(), b.pack(), b.version(), b.digest());
  }
}
