package io.stackstate.automation.output;

import io.stackstate.automation.output.action.PlatformApi;
import io.stackstate.automation.output.http.Cidr;
import io.stackstate.automation.output.kafka.PlatformBroker;
import io.stackstate.automation.output.kubernetes.Cluster;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Settings of which a test names those that it is about; the others are not set. */
public final class TestSettings {
  private Optional<URI> baseUrl = Optional.empty();
  private List<Cidr> allowed = List.of();
  private Optional<String> extraCa = Optional.empty();
  private Optional<PlatformBroker> platform = Optional.empty();
  private Optional<Cluster> cluster = Optional.empty();
  private Optional<PlatformApi> api = Optional.empty();

  public TestSettings baseUrl(String url) {
    baseUrl = Optional.of(URI.create(url));
    return this;
  }

  /** Outputs may send to this machine. */
  public TestSettings loopback() {
    allowed = List.of(Cidr.parse("127.0.0.0/8"), Cidr.parse("::1"));
    return this;
  }

  public TestSettings extraCa(String pem) {
    extraCa = Optional.of(pem);
    return this;
  }

  public TestSettings platform(PlatformBroker broker) {
    platform = Optional.of(broker);
    return this;
  }

  public TestSettings cluster(Cluster own) {
    cluster = Optional.of(own);
    return this;
  }

  public TestSettings api(PlatformApi own) {
    api = Optional.of(own);
    return this;
  }

  public OutputSettings done() {
    return new OutputSettings(
        baseUrl,
        allowed,
        List.of(),
        Optional.empty(),
        extraCa,
        Optional.empty(),
        platform,
        cluster,
        api);
  }
}
