package io.stackstate.api.handler;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.Handler;
import io.stackstate.api.http.Routes;
import io.stackstate.model.Json;
import io.stackstate.model.notification.AcknowledgeLink;
import io.stackstate.model.notification.GroupState;
import io.stackstate.model.notification.Member;
import io.stackstate.model.notification.NotificationRequest;
import io.stackstate.stackpacks.provision.SecretBox;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where links in messages lead to: whoever has one acknowledges its notification, and can do
 * nothing else. {@code GET} only asks: programs that look for dangerous links follow each of them.
 */
public final class AcknowledgeLinkResource {
  private final NotificationBoard board;
  private final AutomationRequests automation;
  private final SecretBox box;
  private final InstantSource clock;
  private final LongFunction<Optional<String>> names;

  /** What is done with a link that works. */
  private interface Work {
    Answer of(AcknowledgeLink link) throws InterruptedException;
  }

  /**
   * @param names of the components that are there, by id
   */
  public AcknowledgeLinkResource(
      NotificationBoard board,
      AutomationRequests automation,
      SecretBox box,
      InstantSource clock,
      LongFunction<Optional<String>> names) {
    this.board = board;
    this.automation = automation;
    this.box = box;
    this.clock = clock;
    this.names = names;
  }

  public void bind(Routes routes) {
    String path = AcknowledgeLink.PATH + "{token}";
    routes.getForAnybody(path, working(this::ask)).postForAnybody(path, working(this::acknowledge));
  }

  private Handler working(Work work) {
    return call -> {
      Optional<AcknowledgeLink> link = link(call);
      if (link.isEmpty()) {
        return LinkPages.invalid();
      }
      return clock.millis() > link.get().expiresAt() ? LinkPages.expired() : work.of(link.get());
    };
  }

  private Answer ask(AcknowledgeLink link) {
    Optional<GroupState> open = board.notification(link.notificationId());
    if (open.isEmpty()) {
      return LinkPages.closed();
    }
    String title = title(open.get());
    String by = open.get().acknowledgedBy();
    return by == null
        ? LinkPages.question(title, link.handler())
        : LinkPages.acknowledged(title, by);
  }

  private Answer acknowledge(AcknowledgeLink link) throws InterruptedException {
    Optional<GroupState> open = board.notification(link.notificationId());
    String by = "a link in " + link.output();
    try {
      automation.ask(
          new NotificationRequest.Acknowledge(
              UUID.randomUUID().toString(), link.notificationId(), by),
          404);
    } catch (ApiException e) {
      return e.status() == 404 ? LinkPages.closed() : LinkPages.later();
    }
    return LinkPages.acknowledged(open.map(this::title).orElse(""), by);
  }

  private Optional<AcknowledgeLink> link(Call call) {
    if (!box.hasKey()) {
      return Optional.empty();
    }
    return box.openToken(call.path("token"), AcknowledgeLink.OWNER)
        .map(AcknowledgeLinkResource::read);
  }

  private static AcknowledgeLink read(String json) {
    try {
      return Json.mapper().readValue(json, AcknowledgeLink.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a sealed link is none", e);
    }
  }

  private Optional<String> name(long component) {
    try {
      return names.apply(component);
    } catch (ApiException notWhole) {
      // The name is an extra: an acknowledgement does not wait for the topology.
      return Optional.empty();
    }
  }

  /** What fails, and where, as far as it is known; of a problem its root cause. */
  private String title(GroupState group) {
    String state = group.toldState() == null ? "" : group.toldState().name();
    Optional<String> title =
        group.members().stream().map(Member::title).filter(Objects::nonNull).findFirst();
    Optional<String> name =
        group.members().stream().flatMap(member -> name(member.element()).stream()).findFirst();
    return Stream.of(name, title, Optional.of(state))
        .flatMap(Optional::stream)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(", "));
  }
}
