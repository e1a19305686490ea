package io.stackstate.crds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntegrationTest {
  private static final CustomSync SHOP = new CustomSync("shop", "https://shop", null);

  @Test
  void fieldsOfANewerVersionAreIgnored() throws Exception {
    String json =
        """
        {"apiVersion":"stackstate.io/v1alpha1","kind":"Integration","metadata":{"name":"shop"},
         "spec":{"type":"CustomSync","later":1,"customSync":{"instanceType":"t","instanceUrl":"u","later":{}}},
         "status":{"later":true,"conditions":[{"type":"Ready","status":"True","later":2}]}}
        """;

    Integration read = new ObjectMapper().readValue(json, Integration.class);

    assertThat(read.getSpec().customSync().instanceUrl()).isEqualTo("u");
    assertThat(read.getStatus().conditions().get(0).status()).isEqualTo(ConditionStatus.True);
  }

  @Test
  void aNewResourceHasNoSpecOfItsOwn() {
    assertThat(new Integration().getSpec()).isNull();
  }

  @Test
  void rulesAskForTheSettingsOfTheType() {
    IntegrationSpec bare = IntegrationSpec.customSync(null, null, null, null);

    assertThat(IntegrationRules.violations(bare, null))
        .containsExactly(IntegrationRules.FIELD_OF_THE_TYPE);
    assertThat(IntegrationRules.violations(spec(SHOP, null), null)).isEmpty();
  }

  @Test
  void rulesRefuseTheSettingsOfAnotherType() throws Exception {
    String both = "{\"type\":\"SAP\",\"sap\":{\"host\":\"h\"},\"splunk\":{\"url\":\"http://s\"}}";
    String moved = "{\"type\":\"SAP\",\"sap\":{\"host\":\"other\"}}";
    String sap = "{\"type\":\"SAP\",\"sap\":{\"host\":\"h\"}}";

    assertThat(IntegrationRules.violations(read(both), null))
        .containsExactly(IntegrationRules.FIELD_OF_THE_TYPE);
    assertThat(IntegrationRules.violations(read(sap), null)).isEmpty();
    assertThat(IntegrationRules.violations(read(moved), read(sap)))
        .containsExactly(IntegrationRules.HOST_IMMUTABLE);
  }

  private static IntegrationSpec read(String json) throws Exception {
    return new ObjectMapper().readValue(json, IntegrationSpec.class);
  }

  @Test
  void rulesRefuseAnotherInstance() {
    CustomSync other = new CustomSync("other", "https://other", null);
    IntegrationSpec moved = spec(other, new InstanceRef("prod", null));

    assertThat(IntegrationRules.violations(moved, spec(SHOP, null)))
        .containsExactly(
            IntegrationRules.INSTANCE_REF_IMMUTABLE,
            IntegrationRules.INSTANCE_TYPE_IMMUTABLE,
            IntegrationRules.INSTANCE_URL_IMMUTABLE);
  }

  @Test
  void rulesAllowAnotherExpiry() {
    CustomSync expiring = new CustomSync("shop", "https://shop", "48h");

    assertThat(IntegrationRules.violations(spec(expiring, null), spec(SHOP, null))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"30s,PT30S", "5m,PT5M", "48h,PT48H", "2d,PT48H", "1w,PT168H"})
  void durationsHaveANumberAndAUnit(String text, Duration expected) {
    assertThat(DurationText.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "48", "h", "0h", "-5m", "1M", "5 minutes", "1h30m", "99999999999s"})
  void otherDurationsAreRefused(String text) {
    assertThatThrownBy(() -> DurationText.parse(text))
        .hasMessageContaining("found \"" + text + "\"")
        .hasMessageContaining("expected");
  }

  private static IntegrationSpec spec(CustomSync sync, InstanceRef ref) {
    return IntegrationSpec.customSync(ref, null, null, sync);
  }
}
