package io.stackstate.automation.output;

import com.typesafe.config.Config;
import io.stackstate.automation.output.action.PlatformApi;
import io.stackstate.automation.output.http.Cidr;
import io.stackstate.automation.output.http.ProxySettings;
import io.stackstate.automation.output.kafka.PlatformBroker;
import io.stackstate.automation.output.kubernetes.Cluster;
import io.stackstate.automation.output.mail.MailServer;
import io.stackstate.automation.output.spec.Urls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the administrator sets for all outputs ({@code stackstate.automation.outputs}).
 *
 * @param baseUrl where people find the product, for links
 * @param allowedAddresses internal addresses that outputs may send to all the same
 * @param apiServers addresses of the Kubernetes API server, which they may not send to
 * @param proxy for outputs that set none
 * @param extraCa PEM of authorities that all outputs trust besides the usual ones
 * @param mail the server for e-mail outputs that name none
 * @param platform the platform's own broker, when handlers may write to it
 * @param cluster that the platform runs in, if it does
 * @param api of the platform, where it is known
 */
public record OutputSettings(
    Optional<URI> baseUrl,
    List<Cidr> allowedAddresses,
    List<Cidr> apiServers,
    Optional<ProxySettings> proxy,
    Optional<String> extraCa,
    Optional<MailServer> mail,
    Optional<PlatformBroker> platform,
    Optional<Cluster> cluster,
    Optional<PlatformApi> api) {

  /**
   * @param config the object {@code stackstate.automation.outputs}
   * @param kafka client settings of the platform's broker
   * @throws IllegalArgumentException with field, found and expected
   */
  public static OutputSettings from(Config config, Map<String, Object> kafka) {
    return new OutputSettings(
        url(config, "baseUrl"),
        config.getStringList("allowedAddresses").stream().map(Cidr::parse).toList(),
        apiServers(config.getStringList("apiServers")),
        url(config, "proxy.url")
            .or(() -> olderProxy(config))
            .map(
                url ->
                    new ProxySettings(
                        url,
                        Optional.empty(),
                        Optional.empty(),
                        config.getStringList("proxy.noProxy"),
                        true)),
        Optional.of(config.getString("caFile"))
            .filter(file -> !file.isBlank())
            .map(OutputSettings::read),
        MailServer.from(config.getConfig("email")),
        Optional.of(PlatformBroker.from(config, kafka)),
        Cluster.from(config),
        PlatformApi.from(config));
  }

  private static Optional<URI> url(Config config, String field) {
    try {
      return Optional.of(config.getString(field)).filter(text -> !text.isBlank()).map(Urls::parse);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "stackstate.automation.outputs."
              + field
              + ": found \""
              + config.getString(field)
              + "\", expected "
              + e.getMessage(),
          e);
    }
  }

  /** Set by the names of 5.1 (health sheet, section 9.5). */
  private static Optional<URI> olderProxy(Config config) {
    String host = config.getString("proxy.host");
    return host.isBlank()
        ? Optional.empty()
        : Optional.of(Urls.parse("http://" + host + ":" + config.getInt("proxy.port")));
  }

  /** Names are looked up once: the service of the API server keeps its address. */
  private static List<Cidr> apiServers(List<String> names) {
    List<Cidr> addresses = new ArrayList<>();
    for (String name : names) {
      if (!name.isBlank()) {
        addresses.addAll(addresses(name));
      }
    }
    return addresses;
  }

  private static List<Cidr> addresses(String name) {
    if (name.contains("/")) {
      return List.of(Cidr.parse(name));
    }
    try {
      return Arrays.stream(InetAddress.getAllByName(name))
          .map(address -> Cidr.parse(address.getHostAddress().replaceAll("%.*", "")))
          .toList();
    } catch (UnknownHostException e) {
      // Outside of a cluster there is none.
      return List.of();
    }
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "stackstate.automation.outputs.caFile: found " + file + ", expected a readable file", e);
    }
  }
}
