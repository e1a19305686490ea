package io.stackstate.stackpacks.provision;

/**
 * What scripts and pages learn about the server.
 *
 * @param apiKey with which data is sent
 * @param baseUrl of the receiver
 */
public record ServerConfig(String apiKey, String baseUrl) {
  @Override
  public String toString() {
    return "ServerConfig[" + baseUrl + "]";
  }
}
