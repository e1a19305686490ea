package io.stackstate.operator.packages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Talks to a registry about one repository, and logs in when it is asked to: with the credentials
 * themselves, or with a token that an authorization server gives for them. For one thread.
 */
final class OciSession {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PARAMETER = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  private final Download download;
  private final OciReference image;
  private final String root;
  private final Credentials credentials;
  private String authorization;

  OciSession(Download download, OciReference image, boolean insecure, Credentials credentials) {
    this.download = download;
    this.image = image;
    this.credentials = credentials;
    this.root =
        (insecure ? "http://" : "https://") + image.registry() + "/v2/" + image.repository() + "/";
  }

  /**
   * @param path below the repository
   */
  byte[] get(String path, Map<String, String> headers) throws FetchException, InterruptedException {
    URI uri = URI.create(root + path);
    Download.Reply reply = download.get(uri, authorization, headers);
    if (reply.status() == 401 && authorization == null) {
      authorization = authorize(uri, reply.header("www-authenticate"));
      reply = download.get(uri, authorization, headers);
    }
    if (reply.status() == 404) {
      throw FetchException.definite("SourceRejected", image + ": found no such artifact");
    }
    if (reply.status() != 200) {
      throw Download.unexpected(uri, reply.status());
    }
    return reply.body();
  }

  private String authorize(URI uri, String challenge) throws FetchException, InterruptedException {
    if (challenge == null || !challenge.regionMatches(true, 0, "Bearer ", 0, 7)) {
      if (credentials.header() == null) {
        throw Download.unexpected(uri, 401);
      }
      return credentials.header();
    }
    Map<String, String> parameters = new HashMap<>();
    Matcher matcher = PARAMETER.matcher(challenge);
    while (matcher.find()) {
      parameters.put(matcher.group(1), matcher.group(2));
    }
    URI realm = realm(uri, parameters);
    Download.Reply reply = download.get(realm, credentials.header(), Map.of());
    if (reply.status() != 200) {
      throw Download.unexpected(realm, reply.status());
    }
    return "Bearer " + token(realm, reply.body());
  }

  private URI realm(URI uri, Map<String, String> parameters) throws FetchException {
    String scope = parameters.getOrDefault("scope", "repository:" + image.repository() + ":pull");
    StringBuilder text = new StringBuilder(parameters.getOrDefault("realm", ""));
    text.append(text.indexOf("?") < 0 ? '?' : '&').append("scope=").append(encoded(scope));
    if (parameters.containsKey("service")) {
      text.append("&service=").append(encoded(parameters.get("service")));
    }
    try {
      URI realm = URI.create(text.toString());
      boolean safe = "https".equals(realm.getScheme()) || "http".equals(uri.getScheme());
      if (realm.getHost() != null && safe) {
        return realm;
      }
    } catch (IllegalArgumentException e) {
      throw noRealm(uri);
    }
    throw noRealm(uri);
  }

  private static FetchException noRealm(URI uri) {
    return FetchException.definite(
        "SourceRejected", uri + ": asks to log in, but at no address that can be used");
  }

  private static String token(URI realm, byte[] body) throws FetchException {
    try {
      JsonNode answer = JSON.readTree(body);
      String token = answer.path("token").asText(answer.path("access_token").asText());
      if (!token.isEmpty()) {
        return token;
      }
    } catch (IOException e) {
      throw FetchException.definite("SourceRejected", realm + ": found no JSON, expected a token");
    }
    throw FetchException.definite("SourceRejected", realm + ": found no token");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
