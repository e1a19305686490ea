package io.stackstate.api.notification;

import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.Handler;
import io.stackstate.api.http.Routes;
import io.stackstate.stackpacks.settings.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How channels of Slack are made: people let the app into their workspace, on Slack's page, and
 * then choose a channel there (health sheet, section 10.2). All needs {@code manage-event-handlers}
 * but the callback, which browsers come to from Slack without credentials: its state is what lets
 * them in.
 */
final class SlackFlow {
  private static final String ALL = "/api/notifications/channels/slack";
  private static final String ONE = ALL + "/{channel}/";
  private static final String CALLBACK = "/oauth-callback";
  private static final String SCOPES = "channels:join,channels:read,chat:write,groups:read";
  private static final int LONGEST_PATH = 1024;

  private final Notifications notifications;
  private final SlackSettings settings;
  private final SlackWeb slack;
  private final SlackStates states;
  private final Function<Node, Answer> shown;

  /**
   * @param shown a channel as people read it
   */
  SlackFlow(
      Notifications notifications,
      SlackSettings settings,
      SlackWeb slack,
      SlackStates states,
      Function<Node, Answer> shown) {
    this.notifications = notifications;
    this.settings = settings;
    this.slack = slack;
    this.states = states;
    this.shown = shown;
  }

  void bind(Routes routes) {
    Permission manage = Permission.MANAGE_EVENT_HANDLERS;
    routes
        .get(manage, ALL + "/oauth-redirect", typed(this::redirect))
        .getForAnybody(ALL + CALLBACK, typed(this::callback))
        .get(manage, ONE + "listSlackChannels", ofChannel(this::list))
        .get(manage, ONE + "slackChannelDetails/{slackChannel}", ofChannel(this::details))
        .post(manage, ONE + "joinSlackChannel", ofChannel(this::join));
  }

  /** What is done for a call. */
  private interface Work {
    Answer run(Call call) throws InterruptedException;
  }

  private static Handler typed(Work work) {
    return call -> NotificationErrors.ofChannel("", () -> work.run(call));
  }

  /** What is done with the token of a channel. */
  private interface Step {
    Answer run(Call call, Node channel, String token) throws InterruptedException;
  }

  private Handler ofChannel(Step step) {
    return call -> {
      String id = call.path("channel");
      Node channel =
          notifications
              .channel(ChannelKind.SLACK, id)
              .orElseThrow(() -> NotificationErrors.noChannel(ChannelKind.SLACK, id));
      return NotificationErrors.ofChannel(
          id, () -> step.run(call, channel, notifications.slackToken(channel)));
    };
  }

  private Answer redirect(Call call) {
    String path = call.param("redirectPath").orElse("");
    if (!path.matches("/(?![/\\\\])[^\\s\\p{Cntrl}\\\\]*") || path.length() > LONGEST_PATH) {
      throw ApiException.badField(
          "redirectPath", path.isEmpty() ? "nothing" : "another text", "a path of this platform");
    }
    settings.requiredSecret();
    Map<String, String> query = new LinkedHashMap<>();
    query.put("client_id", settings.requiredId());
    query.put("scope", SCOPES);
    query.put("redirect_uri", callbackUri());
    query.put("state", states.issue(path));
    return new Answer.Redirect(settings.authorize() + "?" + SlackWeb.form(query));
  }

  private String callbackUri() {
    return settings.requiredBase() + ALL + CALLBACK;
  }

  private Answer callback(Call call) throws InterruptedException {
    String path =
        states.redeem(
            call.param("state")
                .orElseThrow(() -> ApiException.badField("state", "nothing", "that of Slack")));
    Optional<String> refused = call.param("error");
    if (refused.isPresent()) {
      return back(path, "error", refused.get());
    }
    String code =
        call.param("code")
            .orElseThrow(() -> ApiException.badField("code", "nothing", "that of Slack"));
    try {
      SlackWeb.Workspace workspace = slack.access(code, callbackUri());
      Node made =
          notifications.putSlack(
              Optional.empty(), workspace.token(), workspace.name(), Optional.empty());
      return back(path, "channelId", Long.toString(made.id()));
    } catch (ApiException e) {
      return back(path, "error", e.getMessage());
    }
  }

  private Answer back(String path, String name, String value) {
    String separator = path.indexOf('?', Math.max(0, path.indexOf('#'))) < 0 ? "?" : "&";
    return new Answer.Redirect(
        settings.requiredBase() + path + separator + SlackWeb.form(Map.of(name, value)));
  }

  private Answer list(Call call, Node channel, String token) throws InterruptedException {
    SlackWeb.Page page = slack.channels(token, call.param("cursor"));
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("channels");
          for (SlackWeb.Channel each : page.channels()) {
            out.writeStartObject();
            out.writeStringField("id", each.id());
            out.writeStringField("name", each.name());
            out.writeEndObject();
          }
          out.writeEndArray();
          if (page.next().isPresent()) {
            out.writeStringField("next_cursor", page.next().get());
          }
          out.writeEndObject();
        });
  }

  private Answer details(Call call, Node channel, String token) throws InterruptedException {
    SlackWeb.Channel found = slack.channel(token, call.path("slackChannel"));
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeStringField("id", found.id());
          out.writeStringField("name", found.name());
          out.writeEndObject();
        });
  }

  private Answer join(Call call, Node channel, String token) throws InterruptedException {
    SlackWeb.Channel joined = slack.join(token, call.body().requiredText("id"));
    String workspace = Notifications.shown(channel).path("slackWorkspace").asText();
    return shown.apply(
        notifications.putSlack(Optional.of(channel), token, workspace, Optional.of(joined)));
  }
}
