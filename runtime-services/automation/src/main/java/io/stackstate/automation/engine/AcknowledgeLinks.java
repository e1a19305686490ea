package io.stackstate.automation.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.automation.output.Notification.Link;
import io.stackstate.model.Json;
import io.stackstate.model.handler.OutputSpec;
import io.stackstate.model.notification.AcknowledgeLink;
import io.stackstate.stackpacks.provision.SecretBox;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Links in messages to people, with which whoever got the message acknowledges its notification
 * without logging in. They are sealed with the key of the platform, so that nobody can make one,
 * and end by themselves. Immutable.
 */
public final class AcknowledgeLinks {
  /** The kinds of outputs whose messages people read. */
  private static final Set<String> FOR_PEOPLE =
      Set.of("slack", "teams", "email", "discord", "telegram", "mattermost", "rocketChat", "webex");

  private final Optional<String> base;
  private final SecretBox box;
  private final Duration valid;

  /**
   * @param baseUrl of the platform; empty for no links, as when the box has no key
   * @param valid how long a link works; zero for no links
   */
  public AcknowledgeLinks(Optional<URI> baseUrl, SecretBox box, Duration valid) {
    this.base =
        baseUrl
            .filter(url -> box.hasKey() && !valid.isZero())
            .map(url -> url.toString().replaceAll("/+$", ""));
    this.box = box;
    this.valid = valid;
  }

  /** Empty for outputs that no people read. */
  Optional<Link> of(String notificationId, String handler, OutputSpec output, long now) {
    if (base.isEmpty() || !FOR_PEOPLE.contains(output.kind())) {
      return Optional.empty();
    }
    AcknowledgeLink link =
        new AcknowledgeLink(notificationId, handler, output.name(), now + valid.toMillis());
    String url = base.get() + AcknowledgeLink.PATH + box.token(json(link), AcknowledgeLink.OWNER);
    return Optional.of(new Link("acknowledge", "Acknowledge", url));
  }

  private static String json(AcknowledgeLink link) {
    try {
      return Json.mapper().writeValueAsString(link);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a link has a JSON form", e);
    }
  }
}
