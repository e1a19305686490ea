package io.stackstate.api.notification;

import com.typesafe.config.Config;
import io.stackstate.stackpacks.provision.SecretBox;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What channels need of the configuration ({@code stackstate.notifications.channels}, and what is
 * set for outputs of event handlers).
 *
 * @param mailServer whether the platform has one for channels of the kind email
 * @param opsgenieUs where Opsgenie answers, and {@code opsgenieEu} in its other region
 * @param proxy that calls go through
 * @param secrets seals what travels through browsers
 */
public record NotificationSettings(
    boolean mailServer,
    SlackSettings slack,
    URI opsgenieUs,
    URI opsgenieEu,
    Optional<URI> proxy,
    SecretBox secrets) {
  private static final String CHANNELS = "stackstate.notifications.channels.";

  /**
   * @param root the whole configuration
   */
  public static NotificationSettings read(Config root, SecretBox secrets) {
    return new NotificationSettings(
        Stream.of("stackstate.email.server.host", "stackstate.automation.outputs.email.host")
            .anyMatch(path -> text(root, path).isPresent()),
        SlackSettings.read(root),
        URI.create(root.getString(CHANNELS + "opsgenie.apiUrl.US")),
        URI.create(root.getString(CHANNELS + "opsgenie.apiUrl.EU")),
        text(root, "stackstate.automation.outputs.proxy.url").map(URI::create),
        secrets);
  }

  static Optional<String> text(Config root, String path) {
    return Optional.of(root.hasPath(path) ? root.getString(path).strip() : "")
        .filter(text -> !text.isEmpty());
  }
}
