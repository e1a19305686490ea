package io.stackstate.api.notification;

import com.typesafe.config.Config;
import io.stackstate.api.http.ApiException;
import java.net.URI;
import java.util.Optional;

/**
 * The app of Slack that workspaces are asked to let in (health sheet, section 10.2).
 *
 * @param clientId of the app; empty when none is set
 * @param api of Slack
 * @param authorize the page on which people let the app in
 * @param baseUrl where people find this platform, which Slack sends them back to
 */
record SlackSettings(
    Optional<String> clientId,
    Optional<String> clientSecret,
    URI api,
    URI authorize,
    Optional<String> baseUrl) {
  static final URI API = URI.create("https://slack.com/api");
  private static final String SECTION = "stackstate.notifications.channels.slack.";
  private static final String BASE_URL = "stackstate.server.baseUrl";

  static SlackSettings read(Config root) {
    return new SlackSettings(
        NotificationSettings.text(root, SECTION + "authentication.clientId"),
        NotificationSettings.text(root, SECTION + "authentication.clientSecret"),
        URI.create(root.getString(SECTION + "apiUrl")),
        URI.create(root.getString(SECTION + "authorizeUrl")),
        NotificationSettings.text(root, BASE_URL).map(url -> url.replaceAll("/+$", "")));
  }

  /**
   * @throws ApiException 409 that names the setting that is missing
   */
  String requiredId() {
    return required(clientId, SECTION + "authentication.clientId", "that of an app of Slack");
  }

  /**
   * @throws ApiException as {@link #requiredId}
   */
  String requiredSecret() {
    return required(
        clientSecret, SECTION + "authentication.clientSecret", "that of an app of Slack");
  }

  /**
   * Without a slash at its end.
   *
   * @throws ApiException as {@link #requiredId}
   */
  String requiredBase() {
    return required(baseUrl, BASE_URL, "the address that people type");
  }

  private static String required(Optional<String> value, String path, String expected) {
    return value.orElseThrow(
        () -> ApiException.of(409, path + ": found nothing, expected " + expected));
  }

  /** Without the secret: records print all that they hold. */
  @Override
  public String toString() {
    return "SlackSettings[" + clientId.orElse("no app") + ", " + api + "]";
  }
}
