package io.stackstate.telemetry.elasticsearch;

import com.typesafe.config.Config;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Where Elasticsearch is and how to be let in: {@code stackstate.elasticsearch}.
 *
 * @param hosts empty when it is a child of this process, or there is none
 * @param passwordFile read at each connection, so that it may be rotated; empty for none
 * @param ca a PEM file of authorities to trust; empty for those of Java
 */
public record ElasticsearchSettings(
    List<URI> hosts,
    String username,
    String password,
    String passwordFile,
    String apiKey,
    String ca,
    Duration requestTimeout) {
  private static final String SECTION = "stackstate.elasticsearch";

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException that names the key; it shows no secret
   */
  public static ElasticsearchSettings of(Config root) {
    Config c = root.getConfig(SECTION);
    List<URI> hosts =
        Arrays.stream(c.getString("uri").split(","))
            .map(String::trim)
            .filter(uri -> !uri.isEmpty())
            .map(ElasticsearchSettings::host)
            .toList();
    ElasticsearchSettings settings =
        new ElasticsearchSettings(
            hosts,
            c.getString("username"),
            c.getString("password"),
            c.getString("passwordFile"),
            c.getString("apiKey"),
            c.getString("tls.ca"),
            c.getDuration("requestTimeout"));
    if (!settings.username.isEmpty() && !settings.apiKey.isEmpty()) {
      throw new IllegalArgumentException(
          SECTION + ".apiKey: found one beside username, expected one of the two");
    }
    return settings;
  }

  private static URI host(String text) {
    try {
      URI uri = new URI(text);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (http && uri.getHost() != null && uri.getUserInfo() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw wrongUri(e);
    }
    throw wrongUri(null);
  }

  /** It is not shown: it may have a password in it. */
  private static IllegalArgumentException wrongUri(Throwable cause) {
    return new IllegalArgumentException(
        SECTION
            + ".uri: expected http://host:9200 or https://host:9200, or several with commas;"
            + " user and password are settings of their own",
        cause);
  }

  /** The password as it is now. */
  String currentPassword() throws IOException {
    return passwordFile.isEmpty() ? password : Files.readString(Path.of(passwordFile)).strip();
  }

  /** Without the secrets: records print all that they hold. */
  @Override
  public String toString() {
    return "ElasticsearchSettings[" + hosts + "]";
  }
}
