package io.stackstate.operator.content;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.CustomResource;
import io.stackstate.crds.Condition;
import io.stackstate.crds.ConditionStatus;
import io.stackstate.crds.ContentState;
import io.stackstate.operator.api.ApiClient;
import io.stackstate.operator.api.ApiException;
import io.stackstate.operator.status.Conditions;
import io.stackstate.operator.status.Verdict;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The algorithm that all kinds of content share: keeps one remote object as the spec of a resource
 * asks, and reports. Each call looks at the remote object first, so it also repairs what others
 * changed. Who calls it, and what becomes of the status, is the business of its driver: the folder
 * of {@code stackstate up --resources}, or the operator. Thread-safe; holds no state.
 *
 * @param <R> the resource
 * @param <S> its status
 * @param <D> the remote object as the resource decides it
 */
public final class RemoteSync<R extends CustomResource<?, S>, S extends ContentState, D> {
  private static final String UNAVAILABLE = "PlatformUnavailable";

  private final Supplier<R> blank;
  private final Content<R, S, D> content;
  private final Surroundings surroundings;

  /**
   * @param blank makes an empty resource
   */
  public RemoteSync(Supplier<R> blank, Content<R, S, D> content, Surroundings surroundings) {
    this.blank = blank;
    this.content = content;
    this.surroundings = surroundings;
  }

  /** Makes the remote object what the spec asks for. */
  public Synced<R> reconcile(R resource) throws InterruptedException {
    Optional<ApiClient> api = surroundings.platforms().of(resource);
    if (api.isEmpty()) {
      return conclude(resource, Seen.nothing(noInstance()));
    }
    try {
      return conclude(resource, bringAbout(resource, api.get()));
    } catch (ContentException e) {
      return conclude(resource, Seen.nothing(e.verdict()));
    } catch (ApiException e) {
      return failed(resource, e);
    }
  }

  /**
   * Removes the remote object. {@link Next.Finished} when it is gone, when the resource asks to
   * retain it, or when its platform is gone: a deletion never waits for what will not come back.
   */
  public Synced<R> cleanup(R resource) throws InterruptedException {
    Optional<ApiClient> api = surroundings.platforms().of(resource);
    if (api.isEmpty() || content.retained(resource)) {
      return new Synced<>(resource, false, new Next.Finished());
    }
    try {
      return remove(resource, content.remote(resource, Optional.empty(), api.get()));
    } catch (ApiException e) {
      return failed(resource, e);
    }
  }

  private Seen bringAbout(R resource, ApiClient api)
      throws ContentException, ApiException, InterruptedException {
    D desired = content.desired(resource, api);
    Remote<D> remote = content.remote(resource, Optional.of(desired), api);
    String hash = ContentHash.of(desired);
    boolean confirmed = hash.equals(ContentStatus.of(resource.getStatus()).appliedHash());
    Optional<JsonNode> view = remote.get();
    boolean matches = view.filter(v -> content.matches(desired, v, confirmed)).isPresent();
    boolean deleting = view.filter(content::deleting).isPresent();
    Plan plan =
        Plan.of(view.isPresent(), matches, confirmed, deleting, content.suspended(resource));
    return switch (plan) {
      case KEEP -> Seen.present(content.verdict(view.get()), view.get(), hash);
      case WAIT -> Seen.present(content.verdict(view.get()), view.get(), null);
      case LEAVE -> new Seen(left(view.isPresent()), view, true, remote.preview(desired), null);
      case CREATE, UPDATE, REPAIR -> {
        JsonNode written = remote.put(desired, view);
        surroundings.events().record(resource, done(plan, remote));
        yield Seen.present(content.verdict(written), written, hash);
      }
    };
  }

  private static ContentEvent done(Plan plan, Remote<?> remote) {
    return switch (plan) {
      case CREATE -> ContentEvent.normal("Created", "created " + remote.name());
      case UPDATE -> ContentEvent.normal("Updated", "updated " + remote.name());
      default ->
          ContentEvent.warning(
              "Repaired",
              "somebody else changed or deleted " + remote.name() + "; it was repaired");
    };
  }

  private Synced<R> remove(R resource, Remote<D> remote) throws ApiException, InterruptedException {
    Optional<JsonNode> view = remote.get();
    boolean gone = view.isEmpty();
    if (!gone && !content.deleting(view.get())) {
      surroundings
          .events()
          .record(resource, ContentEvent.normal("Deleting", "delete " + remote.name()));
      gone = !remote.delete(view.get());
      view = gone ? Optional.empty() : remote.get();
      gone = view.isEmpty();
    }
    if (gone) {
      return new Synced<>(resource, false, new Next.Finished());
    }
    Verdict verdict = Verdict.waiting("Deleting", "the platform is removing what it created");
    return conclude(resource, Seen.present(verdict, view.get(), null));
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
        "NoMatchingInstance",
        "there is no such StackStateInstance, or it does not list this namespace in contentNamespaces");
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
    ContentStatus before = ContentStatus.of(resource.getStatus());
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
                surroundings.clock().instant()),
            seen.appliedHash() == null ? before.appliedHash() : seen.appliedHash());
    announce(resource, before, seen.verdict());
    boolean gone = seen.looked() && seen.view().isEmpty();
    S status =
        content.status(resource, new Content.Observation(after, seen.view(), gone, seen.preview()));
    boolean changed = !status.equals(resource.getStatus());
    return new Synced<>(with(status, resource), changed, next(seen.verdict()));
  }

  /** A copy of the resource, which itself stays as it is. */
  private R with(S status, R resource) {
    R copy = blank.get();
    copy.setMetadata(resource.getMetadata());
    CustomResource<?, ?> from = resource;
    copySpec(from, copy);
    copy.setStatus(status);
    return copy;
  }

  @SuppressWarnings("unchecked") // Two resources of one kind have specs of one type.
  private static <P> void copySpec(CustomResource<P, ?> from, CustomResource<?, ?> to) {
    ((CustomResource<P, ?>) to).setSpec(from.getSpec());
  }

  private void announce(R resource, ContentStatus before, Verdict verdict) {
    Optional<Condition> ready = Conditions.find(before.conditions(), Condition.READY);
    boolean news =
        ready
            .filter(r -> r.status() == verdict.ready() && r.reason().equals(verdict.reason()))
            .isEmpty();
    if (!news) {
      return;
    }
    boolean fine = verdict.progress() != Verdict.Progress.STALLED;
    surroundings
        .events()
        .record(
            resource,
            fine
                ? ContentEvent.normal(verdict.reason(), verdict.message())
                : ContentEvent.warning(verdict.reason(), verdict.message()));
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
   * @param looked whether it was looked for
   * @param appliedHash null when nothing was applied or confirmed
   */
  private record Seen(
      Verdict verdict,
      Optional<JsonNode> view,
      boolean looked,
      Optional<JsonNode> preview,
      String appliedHash) {
    static Seen nothing(Verdict verdict) {
      return new Seen(verdict, Optional.empty(), false, Optional.empty(), null);
    }

    static Seen present(Verdict verdict, JsonNode view, String appliedHash) {
      return new Seen(verdict, Optional.of(view), true, Optional.empty(), appliedHash);
    }
  }
}
