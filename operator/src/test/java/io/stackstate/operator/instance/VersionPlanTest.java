package io.stackstate.operator.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.stackstate.crds.instance.StackStateInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionPlanTest {

  @ParameterizedTest
  @CsvSource({
    // runs, asked for, operator, plan
    ", , 1.2.0, Steady",
    ", 1.1.0, 1.2.0, Steady",
    "1.2.0, , 1.2.0, Steady",
    "1.1.0, , 1.2.0, Upgrade",
    "1.1.0, 1.1.3, 1.2.0, Upgrade",
    "1.1.0-rc.1, 1.1.0, 1.2.0, Upgrade",
    "1.1.0, 2.0.0, 2.0.0, Upgrade",
  })
  void aVersionStaysOrGoesUp(String runs, String asked, String operator, String plan) {
    assertThat(VersionPlan.of(instance(runs, asked, ""), operator).getClass().getSimpleName())
        .isEqualTo(plan);
  }

  @ParameterizedTest
  @CsvSource({
    ", 1.3.0, 1.2.0, NewerThanOperator",
    "1.3.0, 1.2.0, 1.2.0, NewerThanOperator",
    "1.2.0, 1.1.0, 1.2.0, DowngradeNotSupported",
    "1.0.0, 3.0.0, 3.0.0, UpgradePathNotSupported",
  })
  void otherwiseAllIsLeftAsItIs(String runs, String asked, String operator, String reason) {
    assertThat(VersionPlan.of(instance(runs, asked, ""), operator))
        .isInstanceOfSatisfying(
            VersionPlan.Refuse.class, refuse -> assertThat(refuse.reason()).isEqualTo(reason));
  }

  @Test
  void aNewerPatchOfTheOperatorsLineIsNotTooNew() {
    assertThat(VersionPlan.of(instance("1.2.9", null, ""), "1.2.0"))
        .isInstanceOfSatisfying(
            VersionPlan.Refuse.class,
            refuse -> assertThat(refuse.reason()).isEqualTo("DowngradeNotSupported"));
  }

  @Test
  void byHandItWaitsForTheApprovalOfExactlyThatVersion() {
    String manual = ", upgrade: {strategy: Manual}";
    assertThat(VersionPlan.of(instance("1.1.0", "1.2.0", manual), "1.2.0"))
        .isInstanceOfSatisfying(
            VersionPlan.Hold.class,
            hold -> {
              assertThat(hold.version()).isEqualTo("1.1.0");
              assertThat(hold.message()).contains("stackstate.io/approve-upgrade=1.2.0");
            });
    StackStateInstance approved = instance("1.1.0", "1.2.0", manual);
    approved.getMetadata().setAnnotations(java.util.Map.of(VersionPlan.APPROVAL, "1.2.0"));

    assertThat(VersionPlan.of(approved, "1.2.0")).isInstanceOf(VersionPlan.Upgrade.class);
  }

  @Test
  void whatIsNoVersionIsNamed() {
    assertThatThrownBy(() -> Version.of("latest"))
        .hasMessageContaining("latest")
        .hasMessageContaining("1.2.3");
  }

  private static StackStateInstance instance(String runs, String asked, String more) {
    String yaml =
        "metadata: {name: demo}\nspec: {baseUrl: 'https://a.b'%s%s}\n%s"
            .formatted(
                asked == null ? "" : ", version: " + asked,
                more,
                runs == null ? "" : "status: {version: {current: " + runs + "}}\n");
    return Serialization.unmarshal(yaml, StackStateInstance.class);
  }
}
