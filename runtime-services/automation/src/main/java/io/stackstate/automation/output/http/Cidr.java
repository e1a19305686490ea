package io.stackstate.automation.output.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** A range of addresses: {@code 10.0.0.0/8}, {@code fc00::/7}, or one address. */
public final class Cidr {
  private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]*[:.][0-9a-fA-F:.]*");

  private final byte[] network;
  private final int bits;

  private Cidr(byte[] network, int bits) {
    this.network = network;
    this.bits = bits;
  }

  /**
   * @throws IllegalArgumentException with what was found and what was expected
   */
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    byte[] network = literal(slash < 0 ? text : text.substring(0, slash), text);
    int max = network.length * 8;
    try {
      int bits = slash < 0 ? max : Integer.parseInt(text.substring(slash + 1));
      if (bits >= 0 && bits <= max) {
        return new Cidr(network, bits);
      }
    } catch (NumberFormatException e) {
      throw wrong(text, e);
    }
    throw wrong(text, null);
  }

  private static byte[] literal(String address, String text) {
    if (!LITERAL.matcher(address).matches()) {
      throw wrong(text, null);
    }
    try {
      return InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException e) {
      throw wrong(text, e);
    }
  }

  private static IllegalArgumentException wrong(String text, Exception cause) {
    return new IllegalArgumentException(
        "found \"" + text + "\", expected an address range like 10.0.0.0/8 or fd00::/8", cause);
  }

  public boolean contains(InetAddress address) {
    byte[] other = address.getAddress();
    if (other.length != network.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit += 8) {
      int mask = bits - bit >= 8 ? 0xff : 0xff << (8 - (bits - bit)) & 0xff;
      if ((other[bit / 8] & mask) != (network[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
