package io.stackstate.functions.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.functions.FunctionResult;
import io.stackstate.functions.Functions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What scripts are given beside their arguments: topology sheet section 6. */
class ScriptObjectsTest {
  private final Sts sts = new Sts();

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3,10.1.2.3",
    "010.001.2.03,10.1.2.3",
    "2001:DB8:0:0:0:0:0:1,2001:db8::1",
    "[2001:db8::1],2001:db8::1",
    "2001:db8:0:1:1:1:1:1,2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1,2001:0:0:1::1",
    "0:0:0:0:0:0:0:0,::",
    "::1,::1",
    "1::,1::",
    "::ffff:10.1.2.3,10.1.2.3"
  })
  void anAddressHasOneText(String written, String canonical) {
    assertThat(sts.ipToCanonical(written)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "256.1.1.1", "localhost", "dead", "zz:1", "1:2:3", "fe80::1%eth0"})
  void whatIsNoAddressIsNotLookedUp(String written) {
    assertThatThrownBy(() -> sts.ipToCanonical(written))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected an IP address");
  }

  @Test
  void aPortHasOneText() {
    assertThat(sts.portToCanonical("0080")).isEqualTo("80");
    assertThat(sts.portToCanonical(65535)).isEqualTo("65535");
    assertThatThrownBy(() -> sts.portToCanonical("65536"))
        .hasMessage("portToCanonical: found \"65536\", expected a number from 0 to 65535");
  }

  @ParameterizedTest
  @CsvSource({
    "250m,250m,0.001Ki",
    "1.5,1500m,0.002Ki",
    "1e3,1000000m,0.977Ki",
    "2Ki,2048000m,2Ki",
    "1M,1000000000m,976.563Ki",
    "-1,-1000m,0Ki",
    "1n,0.001m,0.001Ki"
  })
  void aQuantityIsReadInTheUnitOneWants(String written, String millicores, String kibi) {
    assertThat(K8sQuantity.parse(written).formatMillicores()).isEqualTo(millicores);
    assertThat(K8sQuantity.parse(written).formatKi()).isEqualTo(kibi);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Mi", "1 Mi", "1mi", "1.2.3", "0x10", "1e999"})
  void whatIsNoQuantityIsAnError(String written) {
    assertThatThrownBy(() -> K8sQuantity.parse(written))
        .hasMessage(
            "K8sQuantity: found \"" + written + "\", expected a quantity such as 250m or 128Mi");
  }

  @Test
  void scriptsHaveThem() throws Exception {
    FunctionResult result =
        Functions.call(
            Functions.mapping(
                """
                element.data.memory = K8sQuantity.parse("1Gi").formatMi()
                element.data.ip = Sts.ipToCanonical("::ffff:10.0.0.1") + ":" + Sts.portToCanonical(80)
                element
                """),
            Map.of("element", Map.of("data", Map.of())));

    assertThat(((FunctionResult.Mapped) result).element())
        .isEqualTo(Map.of("data", Map.of("memory", "1024Mi", "ip", "10.0.0.1:80")));
  }
}
