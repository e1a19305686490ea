package io.stackstate.automation.output.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Where the client gets the address that it connects to. It is asked for address literals too. The
 * administrator's proxy may be anywhere.
 */
final class GuardedResolver implements DnsResolver {
  private final AddressGuard guard;
  private final Optional<String> trustedProxy;

  GuardedResolver(AddressGuard guard, Optional<ProxySettings> proxy) {
    this.guard = guard;
    this.trustedProxy =
        proxy.filter(ProxySettings::trusted).map(settings -> settings.url().getHost());
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    return trustedProxy.filter(host::equalsIgnoreCase).isPresent()
        ? InetAddress.getAllByName(host)
        : guard.resolve(host);
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
