package io.stackstate.api.notification;

import io.stackstate.api.auth.Permission;
import io.stackstate.api.handler.AutomationRequests;
import io.stackstate.api.handler.EventHandlers;
import io.stackstate.api.handler.NotificationBoard;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.Routes;
import io.stackstate.model.notification.NotificationRequest;
import io.stackstate.model.notification.RequestResult;
import io.stackstate.stackpacks.settings.Node;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * {@code /api/notifications/configurations} and {@code /api/notifications/channels} (health sheet,
 * section 10). Reading needs {@code read-settings}, the rest {@code manage-event-handlers}.
 */
public final class NotificationResource {
  private static final String CONFIGURATIONS = "/api/notifications/configurations";
  private static final String ONE = CONFIGURATIONS + "/{configuration}";
  private static final String CHANNELS = "/api/notifications/channels/";
  private static final long PATIENCE_MILLIS = 20_000;

  private final Notifications notifications;
  private final NotificationBoard board;
  private final AutomationRequests requests;
  private final NotificationWriter writer;
  private final NotificationSettings settings;
  private final InstantSource clock;

  public NotificationResource(
      EventHandlers handlers,
      NotificationBoard board,
      AutomationRequests requests,
      NotificationSettings settings,
      InstantSource clock) {
    this.notifications = new Notifications(handlers, settings.slack().api());
    this.board = board;
    this.requests = requests;
    this.writer = new NotificationWriter(notifications, board);
    this.settings = settings;
    this.clock = clock;
  }

  public void bind(Routes routes) {
    Permission read = Permission.READ_SETTINGS;
    Permission manage = Permission.MANAGE_EVENT_HANDLERS;
    routes
        .get(read, CONFIGURATIONS, call -> list(notifications.configurations(), true))
        .post(manage, CONFIGURATIONS, call -> put(call, Optional.empty()))
        .get(read, ONE, call -> configuration(find(call)))
        .put(manage, ONE, call -> put(call, Optional.of(find(call))))
        .delete(manage, ONE, this::deleteConfiguration)
        .get(read, ONE + "/channels", call -> list(notifications.channels(find(call)), false))
        .get(read, CHANNELS + "email/status", call -> mailStatus());
    for (ChannelKind kind : ChannelKind.values()) {
      String all = CHANNELS + kind.path();
      String one = all + "/{channel}";
      routes
          .get(read, one, call -> channel(findChannel(kind, call)))
          .delete(manage, one, call -> deleteChannel(kind, call))
          .post(manage, one + "/test", call -> test(kind, call));
      if (kind != ChannelKind.SLACK) {
        routes
            .post(manage, all, call -> putChannel(kind, "", call))
            .put(manage, one, call -> putChannel(kind, call.path("channel"), call));
      }
    }
    bindOthers(routes);
  }

  /** What asks those that channels send to. */
  private void bindOthers(Routes routes) {
    new SlackFlow(
            notifications,
            settings.slack(),
            new SlackWeb(settings.slack(), new WebApi("Slack", settings.proxy())),
            new SlackStates(settings.secrets(), clock),
            this::channel)
        .bind(routes);
    new OpsgenieResponders(
            Map.of("US", settings.opsgenieUs(), "EU", settings.opsgenieEu()),
            new WebApi("Opsgenie", settings.proxy()))
        .bind(routes);
  }

  private Answer list(List<Node> nodes, boolean configurations) {
    requireComplete();
    return Answer.ok(
        out -> {
          out.writeStartArray();
          for (Node node : nodes) {
            if (configurations) {
              writer.configuration(out, node);
            } else {
              writer.channel(out, node);
            }
          }
          out.writeEndArray();
        });
  }

  private Node find(Call call) {
    String reference = call.path("configuration");
    return notifications
        .configuration(reference)
        .orElseThrow(() -> NotificationErrors.noConfiguration(reference));
  }

  private Answer configuration(Node node) {
    requireComplete();
    return Answer.ok(out -> writer.configuration(out, node));
  }

  private Answer put(Call call, Optional<Node> old) throws InterruptedException {
    return NotificationErrors.ofConfiguration(
        () -> configuration(notifications.putConfiguration(old, call.body())));
  }

  private Answer deleteConfiguration(Call call) {
    notifications.deleteConfiguration(find(call));
    return Answer.noContent();
  }

  private Node findChannel(ChannelKind kind, Call call) {
    String id = call.path("channel");
    return notifications
        .channel(kind, id)
        .orElseThrow(() -> NotificationErrors.noChannel(kind, id));
  }

  private Answer channel(Node node) {
    requireComplete();
    return Answer.ok(out -> writer.channel(out, node));
  }

  private Answer putChannel(ChannelKind kind, String id, Call call) throws InterruptedException {
    Optional<Node> old = id.isEmpty() ? Optional.empty() : Optional.of(findChannel(kind, call));
    return NotificationErrors.ofChannel(
        id, () -> channel(notifications.putChannel(kind, old, call.body())));
  }

  private Answer deleteChannel(ChannelKind kind, Call call) {
    notifications.deleteChannel(findChannel(kind, call));
    return Answer.noContent();
  }

  private Answer test(ChannelKind kind, Call call) throws InterruptedException {
    Node channel = findChannel(kind, call);
    return NotificationErrors.ofChannel(call.path("channel"), () -> sendTest(channel));
  }

  /** A channel that was just made is known to the service a moment later. */
  private Answer sendTest(Node channel) throws InterruptedException {
    if (!Notifications.sends(channel)) {
      throw ApiException.of(409, "no channel of Slack is chosen yet: joinSlackChannel does that");
    }
    board.awaitHandler(channel.id(), PATIENCE_MILLIS);
    String requestId = UUID.randomUUID().toString();
    RequestResult result =
        requests.ask(
            new NotificationRequest.TestSend(requestId, channel.id(), "channel", clock.millis()),
            409);
    String outcome = result.result().path("channel").asText();
    if (!outcome.equals("delivered")) {
      throw ApiException.of(400, "the test message did not arrive: " + outcome);
    }
    return Answer.noContent();
  }

  private Answer mailStatus() {
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeBooleanField("validConfiguration", settings.mailServer());
          out.writeEndObject();
        });
  }

  private void requireComplete() {
    if (!board.isComplete()) {
      throw ApiException.of(
          503, "the state of event handlers is not known yet, try again in a moment");
    }
  }
}
