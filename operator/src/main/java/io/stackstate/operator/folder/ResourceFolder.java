package io.stackstate.operator.folder;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.operator.api.ApiClient;
import io.stackstate.operator.content.ContentKind;
import io.stackstate.operator.content.ContentKinds;
import io.stackstate.operator.content.Surroundings;
import io.stackstate.operator.content.TokenVault;
import io.stackstate.operator.packages.PackageFetcher;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Custom resources without a cluster: a folder of YAML files takes the place of the API server.
 * Files may hold several documents and lists; what is not of our kinds is ignored, except for
 * Secrets and ConfigMaps, which resources may refer to and which stay in memory. The folder is
 * watched: a changed file changes its resources, a resource that is declared nowhere any more is
 * deleted, with clean-up in the platform, also when it was removed while nothing ran. A mistake in
 * a file is reported in the log with file, document and field, and leaves its resources as they
 * were. Reading is thread-safe.
 */
public final class ResourceFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ResourceFolder.class);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration DRAIN = Duration.ofSeconds(15);

  private final FolderFiles files;
  private final ResourceStore store;
  private final ResourceReader reader;
  private final ReconcileQueue queue;
  private final Pace pace;
  private final Clock clock = Clock.systemUTC();
  private final FolderReferences references;
  private final Map<ResourceKey, Instant> missingSince = new HashMap<>();

  /** By file; what a file had before a mistake got into it counts on. */
  private final Map<String, Map<FolderReferences.Name, JsonNode>> referencesOf = new HashMap<>();

  private final Thread thread = new Thread(this::run, "resource-folder");

  private FolderWatch watch;

  /** Of the files as last read; null when they must be read again whatever they are. */
  private Map<Path, String> fingerprints;

  private Instant nextScan = Instant.EPOCH;
  private Set<String> ignored = Set.of();
  private volatile List<String> problems = List.of();
  private volatile boolean closed;

  /**
   * @param folder where the files are; only {@code *.yaml} and {@code *.yml} directly in it count
   * @param stateFile where the resources are remembered between two runs
   * @param api root of the platform's REST API, without {@code /api}
   * @param token a service token of the platform
   */
  public ResourceFolder(Path folder, Path stateFile, URI api, Supplier<String> token) {
    this(folder, stateFile, new ApiClient(api, token, CALL_TIMEOUT), token, Pace.LOCAL);
  }

  /**
   * @param secret known to nobody else
   */
  ResourceFolder(Path folder, Path stateFile, ApiClient api, Supplier<String> secret, Pace pace) {
    this.references = new FolderReferences(secret);
    Surroundings around =
        new Surroundings(resource -> Optional.of(api), references, new LogEvents(), clock);
    List<ResourceKind<?>> kinds =
        kinds(
            around,
            new PackageFetcher(references, Optional.of(folder)),
            new FileVault(stateFile.toAbsolutePath().resolveSibling("secrets")));
    this.files = new FolderFiles(folder);
    this.store = new ResourceStore(new StateFile(stateFile, kinds));
    this.reader = new ResourceReader(kinds);
    this.pace = pace;
    this.queue = new ReconcileQueue(store, pace, clock);
  }

  static List<ResourceKind<?>> kinds(
      Surroundings around, PackageFetcher fetcher, TokenVault vault) {
    List<ResourceKind<?>> kinds = new ArrayList<>();
    for (ContentKind<?> kind : ContentKinds.all(around, fetcher, vault)) {
      kinds.add(ResourceKind.of(kind));
    }
    return kinds;
  }

  /**
   * Reads the folder, then follows it in a thread of its own.
   *
   * @throws IOException with one clear line when the folder or the state file cannot be used
   */
  public void start() throws IOException {
    if (!Files.isDirectory(files.folder())) {
      throw new IOException(
          files.folder() + ": found no such folder, expected one with YAML files");
    }
    store.load();
    watch = new FolderWatch(files.folder());
    scan();
    thread.setDaemon(true);
    thread.start();
  }

  /** All resources of a kind, with metadata, spec and status; the caller may change them. */
  public List<JsonNode> list(String plural) {
    return store.resources().values().stream()
        .filter(stored -> stored.kind().plural().equals(plural))
        .map(stored -> stored.resource().<JsonNode>deepCopy())
        .toList();
  }

  /** One resource; empty when there is none, or its deletion is finished. */
  public Optional<JsonNode> get(String plural, String namespace, String name) {
    Stored stored = store.resources().get(new ResourceKey(plural, namespace, name));
    return Optional.ofNullable(stored).map(found -> found.resource().deepCopy());
  }

  /** What is wrong in the files now: file, document, field, what was found and expected. */
  public List<String> problems() {
    return problems;
  }

  /** Finishes the call that is under way, then stops. Deletions go on at the next start. */
  @Override
  public void close() {
    closed = true;
    try {
      if (watch != null) {
        watch.close();
      }
      thread.join(DRAIN.toMillis());
      thread.interrupt();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.warn("cannot stop watching {}: {}", files.folder(), e.getMessage());
    }
  }

  private void run() {
    try {
      while (!closed) {
        queue.runDue(() -> closed);
        if (queue.takeFinished()) {
          // The name may be declared anew by now.
          fingerprints = null;
          nextScan = clock.instant();
        }
        Instant now = clock.instant();
        Instant next = queue.nextDue().filter(nextScan::isAfter).orElse(nextScan);
        boolean changed = watch.await(Duration.between(now, next));
        if (!closed && (changed || !clock.instant().isBefore(nextScan))) {
          scan();
        }
      }
    } catch (InterruptedException e) {
      LOG.info("stopped before the platform answered");
    }
  }

  private void scan() {
    nextScan = clock.instant().plus(pace.rescan());
    try {
      watch.ensureRegistered();
      Map<Path, String> found = files.fingerprints();
      if (!found.equals(fingerprints) || !missingSince.isEmpty()) {
        merge(files.read(found.keySet(), reader));
        fingerprints = found;
      }
    } catch (IOException e) {
      report(List.of(files.folder() + " cannot be read, its resources are kept: " + e));
    } catch (RuntimeException e) {
      // One bad scan must not end the thread that all resources depend on.
      LOG.error("reading {} failed by a mistake in the program", files.folder(), e);
    }
  }

  private void merge(List<FileContent> contents) throws IOException {
    Instant now = clock.instant();
    FolderMerge merge = FolderMerge.of(store.resources(), contents, k -> isGone(k, now), now);
    store.replace(merge.resources()).forEach(queue::now);
    if (mergeReferences(contents)) {
      store.resources().keySet().forEach(queue::now);
    }
    missingSince.keySet().retainAll(merge.missing());
    merge.missing().forEach(key -> missingSince.putIfAbsent(key, now));
    if (!missingSince.isEmpty()) {
      nextScan = now.plus(pace.grace());
    }
    report(merge.problems());
    reportIgnored(contents);
  }

  /** True when a Secret or ConfigMap is not as it was. */
  private boolean mergeReferences(List<FileContent> contents) {
    Map<FolderReferences.Name, JsonNode> all = new HashMap<>();
    for (FileContent content : contents) {
      if (content.problems().isEmpty()) {
        referencesOf.put(content.file(), content.references());
      }
      referencesOf.getOrDefault(content.file(), Map.of()).forEach(all::putIfAbsent);
    }
    referencesOf
        .keySet()
        .retainAll(contents.stream().map(FileContent::file).collect(Collectors.toSet()));
    return references.replace(all);
  }

  private boolean isGone(ResourceKey key, Instant now) {
    Instant since = missingSince.get(key);
    return since != null && !now.isBefore(since.plus(pace.grace()));
  }

  private void report(List<String> found) {
    if (!found.equals(problems)) {
      found.forEach(LOG::error);
      problems = List.copyOf(found);
    }
  }

  private void reportIgnored(List<FileContent> contents) {
    Set<String> found =
        contents.stream()
            .flatMap(content -> content.ignored().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    if (!found.equals(ignored) && !found.isEmpty()) {
      LOG.info("ignored, not of our kinds: {}", String.join("; ", found));
    }
    ignored = found;
  }
}
