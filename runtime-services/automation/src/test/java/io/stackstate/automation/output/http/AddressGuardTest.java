package io.stackstate.automation.output.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
  private final AddressGuard guard =
      new AddressGuard(List.of(Cidr.parse("fd12::/16")), List.of(Cidr.parse("10.96.0.1")));

  @ParameterizedTest
  @CsvSource({
    "8.8.8.8, true",
    "10.0.0.1, true",
    "192.168.1.1, true",
    "172.16.3.4, true",
    "10.96.0.1, false",
    "10.96.0.2, true",
    "127.0.0.1, false",
    "127.255.255.254, false",
    "0.0.0.0, false",
    "169.254.169.254, false",
    "169.253.255.255, true",
    "224.0.0.1, false",
    "255.255.255.255, false",
    "::1, false",
    "::, false",
    "fe80::1, false",
    "fd00:ec2::254, false",
    "fd12:3::4, true",
    "fd13::1, false",
    "2001:4860:4860::8888, true",
    "64:ff9b::7f00:1, false",
    "64:ff9b::808:808, true",
    "64:ff9b:1::a9fe:a9fe, false",
    "64:ff9b:1:fffe::808:808, true",
    "::ffff:0:7f00:1, false",
    "::ffff:0:808:808, true",
    "2002:7f00:1::, false",
    "2002:808:808::, true",
    "::127.0.0.1, false"
  })
  void privateAddressesAreAllowedAndOnesOfTheHostAndTheClusterAreNot(String address, boolean good)
      throws UnknownHostException {
    assertThat(guard.allows(InetAddress.getByName(address))).isEqualTo(good);
  }

  @Test
  void whatIsAllowedWinsOverTheApiServer() throws UnknownHostException {
    AddressGuard open =
        new AddressGuard(List.of(Cidr.parse("10.96.0.0/16")), List.of(Cidr.parse("10.96.0.1")));
    assertThat(open.allows(InetAddress.getByName("10.96.0.1"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "host", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "10.0.0.999"})
  void wrongRangesAreNamed(String text) {
    assertThatThrownBy(() -> Cidr.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found \"" + text + "\", expected an address range");
  }
}
