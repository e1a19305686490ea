package io.stackstate.operator.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.CustomResource;
import io.stackstate.crds.ConditionStatus;
import io.stackstate.operator.api.ApiClient;
import io.stackstate.operator.api.ApiException;
import io.stackstate.operator.status.Conditions;
import io.stackstate.operator.status.Verdict;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The algorithm that all kinds of content share: keeps one remote object as the spec of a resource
 * asks, and reports. Each call looks at the remote object first, so it also repairs what others
 * changed. Who calls it, and what becomes of the status, is the business of its driver: the folder
 * of {@code stackstate up --resources}, or the operator. Thread-safe; holds no state.
 *
 * @param <R> the resource
 * @param <D> the remote object as the resource decides it
 */
public final class RemoteSync<R extends CustomResource<?, ?>, D> {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteSync.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String UNAVAILABLE = "PlatformUnavailable";

  private final Content<R, D> content;
  private final Function<R, Optional<ApiClient>> instances;
  private final Clock clock;

  /**
   * @param instances the platform that a resource belongs to; empty when it does not exist, also
   *     not for a short while
   */
  public RemoteSync(
      Content<R, D> content, Function<R, Optional<ApiClient>> instances, Clock clock) {
    this.content = content;
    this.instances = instances;
    this.clock = clock;
  }

  /** Makes the remote object what the spec asks for. */
  public Synced<R> reconcile(R resource) throws InterruptedException {
    Optional<ApiClient> api = instances.apply(resource);
    if (api.isEmpty()) {
      return conclude(resource, Seen.nothing(noInstance()));
    }
    try {
      return conclude(resource, bringAbout(resource, api.get()));
    } catch (InvalidSpecException e) {
      return conclude(resource, Seen.nothing(Verdict.stalled("InvalidSpec", e.getMessage())));
    } catch (ApiException e) {
      return failed(resource, e);
    }
  }

  /**
   * Removes the remote object. {@link Next.Finished} when it is gone, when the resource asks to
   * retain it, or when its platform is gone: a deletion never waits for what will not come back.
   */
  public Synced<R> cleanup(R resource) throws InterruptedException {
    Optional<ApiClient> api = instances.apply(resource);
    if (api.isEmpty() || content.retained(resource)) {
      return new Synced<>(resource, false, new Next.Finished());
    }
    try {
      return remove(resource, api.get(), content.path(resource));
    } catch (ApiException e) {
      return failed(resource, e);
    }
  }

  private Seen bringAbout(R resource, ApiClient api)
      throws InvalidSpecException, ApiException, InterruptedException {
    D desired = content.desired(resource);
    String hash = ContentHash.of(desired);
    String path = content.path(resource);
    Optional<JsonNode> view = api.get(path);
    String observed = view.map(v -> ContentHash.of(content.applied(v))).orElse(null);
    boolean deleting = view.map(content::deleting).orElse(false);
    String applied = content.status(resource).appliedHash();
    Plan plan = Plan.of(hash, applied, observed, deleting, content.suspended(resource));
    return switch (plan) {
      case KEEP, WAIT ->
          new Seen(content.verdict(view.get()), view, plan == Plan.KEEP ? hash : null);
      case LEAVE -> new Seen(left(view.isPresent()), view, null);
      case CREATE, UPDATE, REPAIR -> {
        LOG.info("{} {}", plan.name().toLowerCase(Locale.ROOT), path);
        JsonNode written = api.put(path, JSON.valueToTree(desired));
        yield new Seen(content.verdict(written), Optional.of(written), hash);
      }
    };
  }

  private Synced<R> remove(R resource, ApiClient api, String path)
      throws ApiException, InterruptedException {
    Optional<JsonNode> view = api.get(path);
    boolean gone = view.isEmpty();
    if (!gone && !content.deleting(view.get())) {
      LOG.info("delete {}", path);
      gone = !api.delete(path);
      view = gone ? Optional.empty() : api.get(path);
      gone = view.isEmpty();
    }
    if (gone) {
      return new Synced<>(resource, false, new Next.Finished());
    }
    Verdict verdict = Verdict.waiting("Deleting", "the platform is removing what it created");
    return conclude(resource, new Seen(verdict, view, null));
  }

  private Synced<R> failed(R resource, ApiException failure) {
    if (failure instanceof ApiException.Temporary temporary) {
      Synced<R> synced = conclude(resource, Seen.nothing(postponed(temporary)));
      return new Synced<>(
          synced.resource(), synced.statusChanged(), new Next.Retry(temporary.retryAfter()));
    }
    String reason = isAboutRights(failure) ? "Forbidden" : "Rejected";
    return conclude(resource, Seen.nothing(Verdict.stalled(reason, failure.getMessage())));
  }

  private static Verdict postponed(ApiException.Temporary failure) {
    String message = failure.getMessage() + "; it is tried again";
    return failure.conflict()
        ? Verdict.waiting("Conflict", message)
        : Verdict.unknown(UNAVAILABLE, message);
  }

  private static boolean isAboutRights(ApiException failure) {
    return failure instanceof ApiException.Rejected rejected
        && (rejected.status() == 401 || rejected.status() == 403);
  }

  private static Verdict noInstance() {
    return Verdict.stalled(
        "NoMatchingInstance", "there is no such StackStateInstance in this namespace");
  }

  private static Verdict left(boolean exists) {
    String found = exists ? "differs from the spec" : "does not exist";
    return new Verdict(
        ConditionStatus.False,
        Verdict.Progress.DONE,
        "Suspended",
        "the object in the platform " + found + ", and is left alone as the resource asks");
  }

  /** Puts what was seen into the status. */
  private Synced<R> conclude(R resource, Seen seen) {
    ContentStatus before = content.status(resource);
    Long generation = resource.getMetadata().getGeneration();
    boolean settled = !seen.verdict().reason().equals(UNAVAILABLE);
    ContentStatus after =
        new ContentStatus(
            settled ? generation : before.observedGeneration(),
            Conditions.of(
                seen.verdict(),
                content.suspended(resource),
                before.conditions(),
                generation,
                clock.instant()),
            seen.appliedHash() == null ? before.appliedHash() : seen.appliedHash());
    R updated = content.withStatus(resource, after, seen.view());
    boolean changed = !Objects.equals(updated.getStatus(), resource.getStatus());
    return new Synced<>(updated, changed, next(seen.verdict()));
  }

  private static Next next(Verdict verdict) {
    return switch (verdict.progress()) {
      case DONE -> new Next.Observe();
      case WORKING -> new Next.Soon();
      case STALLED -> new Next.Stalled();
    };
  }

  /**
   * @param view the remote object; empty when it could not be seen
   * @param appliedHash null when nothing was applied or confirmed
   */
  private record Seen(Verdict verdict, Optional<JsonNode> view, String appliedHash) {
    static Seen nothing(Verdict verdict) {
      return new Seen(verdict, Optional.empty(), null);
    }
  }
}
