package io.stackstate.api.handler;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
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

/**
 * Where links in messages lead to: whoever has one acknowledges its notification, and can do
 * nothing else. {@code GET} only asks: programs that look for dangerous links follow each of them.
 */
public final class AcknowledgeLinkResource {
  private final NotificationBoard board;
  private final AutomationRequests automation;
  private final SecretBox box;
  private final InstantSource clock;

  /** A link that works, and the notification; null when that is not open any more. */
  private record Found(AcknowledgeLink link, GroupState group) {}

  public AcknowledgeLinkResource(
      NotificationBoard board, AutomationRequests automation, SecretBox box, InstantSource clock) {
    this.board = board;
    this.automation = automation;
    this.box = box;
    this.clock = clock;
  }

  public void bind(Routes routes) {
    String path = AcknowledgeLink.PATH + "{token}";
    routes.getForAnybody(path, this::ask).postForAnybody(path, this::acknowledge);
  }

  private Answer ask(Call call) {
    Optional<AcknowledgeLink> link = link(call);
    if (link.isEmpty()) {
      return LinkPages.invalid();
    }
    if (clock.millis() > link.get().expiresAt()) {
      return LinkPages.expired();
    }
    Found found = found(link.get());
    if (found.group() == null) {
      return LinkPages.closed();
    }
    return found.group().acknowledgedBy() == null
        ? LinkPages.question(title(found), link.get().handler())
        : LinkPages.acknowledged(title(found), found.group().acknowledgedBy());
  }

  private Answer acknowledge(Call call) throws InterruptedException {
    Optional<AcknowledgeLink> link = link(call);
    if (link.isEmpty()) {
      return LinkPages.invalid();
    }
    if (clock.millis() > link.get().expiresAt()) {
      return LinkPages.expired();
    }
    Found found = found(link.get());
    String by = "a link in " + link.get().output();
    try {
      automation.ask(
          new NotificationRequest.Acknowledge(
              UUID.randomUUID().toString(), link.get().notificationId(), by),
          404);
    } catch (ApiException e) {
      return e.status() == 404 ? LinkPages.closed() : LinkPages.later();
    }
    return LinkPages.acknowledged(found.group() == null ? "" : title(found), by);
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

  private Found found(AcknowledgeLink link) {
    return new Found(link, board.notification(link.notificationId()).orElse(null));
  }

  /** What fails, as far as it is known. */
  private static String title(Found found) {
    String state = found.group().toldState() == null ? "" : found.group().toldState().name();
    return found.group().members().stream()
        .map(Member::title)
        .filter(Objects::nonNull)
        .findFirst()
        .map(title -> title + ", " + state)
        .orElse(state);
  }
}
