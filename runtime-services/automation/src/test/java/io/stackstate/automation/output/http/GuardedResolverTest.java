package io.stackstate.automation.output.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the client itself asks for the address of a host, right before it connects. */
class GuardedResolverTest {
  private static final AddressGuard GUARD = new AddressGuard(List.of(), List.of());

  private static GuardedResolver resolver(boolean trusted) {
    ProxySettings proxy =
        new ProxySettings(
            URI.create("http://localhost:3128"),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            trusted);
    return new GuardedResolver(GUARD, Optional.of(proxy));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "::1", "169.254.169.254"})
  void aNameThatMeansAnInternalAddressHasNone(String host) {
    assertThatThrownBy(() -> new GuardedResolver(GUARD, Optional.empty()).resolve(host))
        .isInstanceOf(BlockedAddressException.class)
        .hasMessageContaining(host);
  }

  @Test
  void theProxyOfTheAdministratorMayBeAnywhereAndThatOfAnOutputMayNot()
      throws UnknownHostException {
    assertThat(resolver(true).resolve("localhost")).allMatch(InetAddress::isLoopbackAddress);
    assertThatThrownBy(() -> resolver(true).resolve("127.0.0.1"))
        .isInstanceOf(BlockedAddressException.class);
    assertThatThrownBy(() -> resolver(false).resolve("localhost"))
        .isInstanceOf(BlockedAddressException.class);
  }

  @Test
  void namesWithoutInternalAddressesAreResolved() throws UnknownHostException {
    assertThat(new GuardedResolver(GUARD, Optional.empty()).resolve("192.0.2.1")).hasSize(1);
  }
}
