package io.stackstate.functions.runtime;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts of IP addresses in one form, so that the same address is the same text. */
final class IpAddresses {
  private static final Pattern V4 =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
  private static final int GROUPS = 8;

  private IpAddresses() {}

  /**
   * IPv4 in decimal without leading zeros, IPv6 as RFC 5952 has it, and IPv4 that IPv6 wraps as
   * IPv4. Looks no name up.
   *
   * @throws IllegalArgumentException when it is no address
   */
  static String canonical(String address) {
    String text = address.strip();
    Matcher v4 = V4.matcher(text);
    if (v4.matches()) {
      StringBuilder out = new StringBuilder();
      for (int i = 1; i <= v4.groupCount(); i++) {
        int part = Integer.parseInt(v4.group(i));
        if (part > 255) {
          throw noAddress(address);
        }
        out.append(i == 1 ? "" : ".").append(part);
      }
      return out.toString();
    }
    if (text.indexOf(':') < 0 || text.indexOf('%') >= 0) {
      throw noAddress(address);
    }
    return canonicalV6(address, text.replaceAll("^\\[|]$", ""));
  }

  private static String canonicalV6(String address, String text) {
    try {
      // Brackets tell the JDK that it is no name.
      InetAddress parsed = InetAddress.getByName("[" + text + "]");
      return parsed instanceof Inet4Address
          ? parsed.getHostAddress()
          : compressed(parsed.getAddress());
    } catch (UnknownHostException e) {
      throw noAddress(address);
    }
  }

  private static IllegalArgumentException noAddress(String found) {
    String shown = found.length() > 60 ? found.substring(0, 60) + "..." : found;
    return new IllegalArgumentException(
        "ipToCanonical: found \"" + shown + "\", expected an IP address");
  }

  /** The longest run of at least two zeros becomes two colons, the first of equal ones. */
  private static String compressed(byte[] bytes) {
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff);
    }
    int start = -1;
    int length = 1;
    for (int i = 0; i < GROUPS; i++) {
      int end = i;
      while (end < GROUPS && groups[end] == 0) {
        end++;
      }
      if (end - i > length) {
        start = i;
        length = end - i;
      }
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (i == start) {
        out.append("::");
        i += length - 1;
      } else {
        boolean first = out.isEmpty() || out.charAt(out.length() - 1) == ':';
        out.append(first ? "" : ":").append(Integer.toHexString(groups[i]));
      }
    }
    return out.toString();
  }
}
