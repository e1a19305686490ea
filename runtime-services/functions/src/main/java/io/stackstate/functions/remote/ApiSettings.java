package io.stackstate.functions.remote;

import com.typesafe.config.Config;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the API of the platform is, and what it may take; a section of the configuration.
 *
 * @param section its name, for messages
 * @param url of the API, without a slash at its end; empty when there are no metrics here
 * @param tokenFile read at each question, because others may renew it; empty for {@code token}
 * @param timeout of a question from beginning to end
 * @param maxAnswerBytes longer answers are given up
 */
record ApiSettings(
    String section,
    Optional<URI> url,
    String token,
    Optional<Path> tokenFile,
    Duration timeout,
    long maxAnswerBytes) {

  /**
   * @param root with the section
   * @param section with {@code url}, {@code token}, {@code tokenFile}, {@code timeout} and {@code
   *     maxAnswer}
   * @throws IllegalArgumentException naming the setting that is wrong
   */
  static ApiSettings of(Config root, String section) {
    Config config = root.getConfig(section);
    String file = config.getString("tokenFile").strip();
    return new ApiSettings(
        section,
        url(section, config.getString("url").strip()),
        config.getString("token").strip(),
        file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file)),
        config.getDuration("timeout"),
        config.getBytes("maxAnswer"));
  }

  private static Optional<URI> url(String section, String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!text.matches("https?://[^/\\s]+(/\\S*)?")) {
      throw new IllegalArgumentException(
          section + ".url: found \"" + text + "\", expected an http or https address");
    }
    return Optional.of(URI.create(text.replaceAll("/+$", "")));
  }

  /**
   * The token to ask with.
   *
   * @throws IOException when its file cannot be read; its message has no token
   */
  String secret() throws IOException {
    if (tokenFile.isEmpty()) {
      return token;
    }
    try {
      return Files.readString(tokenFile.get()).strip();
    } catch (IOException e) {
      throw new IOException(section + ".tokenFile: found no readable file " + tokenFile.get(), e);
    }
  }

  /** Without the token: records print all that they hold. */
  @Override
  public String toString() {
    return "ApiSettings[" + url + ", " + timeout + "]";
  }
}
