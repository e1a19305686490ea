package io.stackstate.automation.output.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses outputs may connect to. It judges the address that is about to be connected to,
 * not a name, so that a name which resolves differently the second time gains nothing.
 *
 * <p>Denied unless allowed by configuration: this host (loopback, unspecified), link-local with the
 * metadata services of clouds, unique-local IPv6, multicast, and the API server. Other private
 * addresses are allowed, because receivers in the same cluster or company have them. An IPv6
 * address that wraps an IPv4 one (NAT64, 6to4, translated, compatible) is judged by that one too.
 */
public final class AddressGuard {
  private static final List<Cidr> DENIED =
      Stream.of(
              "0.0.0.0/8",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "100.100.100.200",
              "168.63.129.16",
              "192.0.0.192",
              "224.0.0.0/3",
              "::/127",
              "fe80::/10",
              "fec0::/10",
              "fc00::/7",
              "ff00::/8")
          .map(Cidr::parse)
          .toList();
  private static final Cidr SIX_TO_FOUR = Cidr.parse("2002::/16");

  /** Ranges whose last four bytes are an IPv4 address. */
  private static final List<Cidr> ENDING_IN_FOUR =
      Stream.of("64:ff9b::/96", "64:ff9b:1::/48", "::ffff:0:0:0/96", "::/96")
          .map(Cidr::parse)
          .toList();

  private final List<Cidr> allowed;
  private final List<Cidr> apiServers;

  /**
   * @param allowed wins over all that is denied
   * @param apiServers addresses of the Kubernetes API server
   */
  public AddressGuard(List<Cidr> allowed, List<Cidr> apiServers) {
    this.allowed = List.copyOf(allowed);
    this.apiServers = List.copyOf(apiServers);
  }

  public boolean allows(InetAddress address) {
    if (in(allowed, address)) {
      return true;
    }
    return !in(DENIED, address) && !in(apiServers, address) && wrappedIsAllowed(address);
  }

  /**
   * The addresses of a name that may be connected to.
   *
   * @throws BlockedAddressException when there are only others
   * @throws UnknownHostException when the name has no address
   */
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] all = InetAddress.getAllByName(host);
    InetAddress[] good = Arrays.stream(all).filter(this::allows).toArray(InetAddress[]::new);
    if (good.length == 0) {
      throw new BlockedAddressException(host, all[0]);
    }
    return good;
  }

  private boolean wrappedIsAllowed(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return true;
    }
    byte[] bytes = address.getAddress();
    if (in(ENDING_IN_FOUR, address)) {
      return allows(four(Arrays.copyOfRange(bytes, 12, 16)));
    }
    return !SIX_TO_FOUR.contains(address) || allows(four(Arrays.copyOfRange(bytes, 2, 6)));
  }

  private static InetAddress four(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  private static boolean in(List<Cidr> ranges, InetAddress address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }
}
