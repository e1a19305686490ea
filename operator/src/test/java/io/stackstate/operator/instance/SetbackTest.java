package io.stackstate.operator.instance;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.stackstate.crds.instance.VersionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a new version is taken back, by what its pods tell of the store. */
class SetbackTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final VersionStatus ROLLING =
      new VersionStatus("1.0.0", "1.0.1", null, null, START.toString(), null, null);
  private static final String KEPT = "{\"graph\":{\"found\":3,\"layout\":3}}";
  private static final String CONVERTED = "{\"graph\":{\"found\":2,\"layout\":3}}";

  @ParameterizedTest
  @CsvSource({
    "UNTOUCHED, Back, has not opened the graph's store",
    "KEPT, Back, has kept the layout",
    "OPENING, Impossible, may be converting the store",
    "IN_USE, Impossible, set spec.version to 1.0.0 yourself",
    "CONVERTED, Impossible, which 1.0.0 cannot read"
  })
  void afterTheTimeOutTheStoreDecides(StoreEvidence evidence, String kind, String message) {
    Setback setback = setback(ROLLING, evidence, Duration.ofMinutes(15));

    assertThat(setback.getClass().getSimpleName()).isEqualTo(kind);
    assertThat(setback.toString()).contains("1.0.1 is not ready 15m", message);
  }

  @Test
  void beforeTheTimeOutThereIsPatience() {
    assertThat(setback(ROLLING, StoreEvidence.UNTOUCHED, Duration.ofMinutes(14)))
        .isEqualTo(new Setback.Patience(Duration.ofMinutes(1)));
  }

  @Test
  void whatWasConvertedOnceStaysConverted() {
    VersionStatus converted =
        new VersionStatus("1.0.0", "1.0.1", null, null, START.toString(), true, null);

    assertThat(setback(converted, StoreEvidence.KEPT, Duration.ofHours(1)))
        .isInstanceOf(Setback.Impossible.class);
  }

  @Test
  void nothingIsTakenBackThatIsNotBeingRolledOut() {
    VersionStatus first =
        new VersionStatus(null, "1.0.1", null, null, START.toString(), null, null);
    VersionStatus settled = new VersionStatus("1.0.1", null, "1.0.0", null, null, null, null);

    assertThat(setback(first, StoreEvidence.UNTOUCHED, Duration.ofDays(1)))
        .isInstanceOf(Setback.None.class);
    assertThat(setback(settled, StoreEvidence.UNTOUCHED, Duration.ofDays(1)))
        .isInstanceOf(Setback.None.class);
    assertThat(
            Setback.of(
                ROLLING, "1.0.1", "0s", StoreEvidence.UNTOUCHED, START.plus(Duration.ofDays(1))))
        .isInstanceOf(Setback.None.class);
  }

  @Test
  void podsTellWhatBecameOfTheStore() {
    assertThat(evidence("api", "{state: {waiting: {reason: ImagePullBackOff}}}"))
        .isEqualTo(StoreEvidence.UNTOUCHED);
    assertThat(evidence("api", "{state: {running: {}}, ready: false}"))
        .isEqualTo(StoreEvidence.OPENING);
    assertThat(evidence("api", "{state: {running: {}}, ready: true}"))
        .isEqualTo(StoreEvidence.IN_USE);
    assertThat(evidence("server", crashed("'" + KEPT + "'"))).isEqualTo(StoreEvidence.KEPT);
    assertThat(evidence("server", crashed("'" + CONVERTED + "'")))
        .isEqualTo(StoreEvidence.CONVERTED);
    assertThat(evidence("server", crashed("out of memory"))).isEqualTo(StoreEvidence.UNTOUCHED);
    assertThat(evidence("receiver", crashed("'" + CONVERTED + "'")))
        .as("no owner of the graph")
        .isEqualTo(StoreEvidence.UNTOUCHED);
    assertThat(
            evidence(
                "api",
                "{state: {running: {}}, lastState: {terminated: {message: '" + KEPT + "'}}}"))
        .as("what ran before says that it is safe")
        .isEqualTo(StoreEvidence.KEPT);
  }

  @Test
  void aVersionThatWasTakenBackIsForgottenWhenAnotherOneIsAskedFor() {
    Instant now = START.plusSeconds(900);
    VersionStatus back =
        new VersionProgress(ROLLING, "1.0.1", "1.0.1", now)
            .next(false, StoreEvidence.UNTOUCHED, new Setback.Back("late"));
    assertThat(back.rolledBackFrom()).isEqualTo("1.0.1");
    assertThat(back.current()).isEqualTo("1.0.0");
    assertThat(back.target()).isNull();

    VersionStatus held = next(back, "1.0.1", "1.0.0", now);
    assertThat(held).isEqualTo(back);

    assertThat(next(held, "1.0.0", "1.0.0", now).rolledBackFrom()).isNull();
    VersionStatus other = next(held, "1.0.2", "1.0.2", now);
    assertThat(other.rolledBackFrom()).isNull();
    assertThat(other.target()).isEqualTo("1.0.2");
    assertThat(other.targetSince()).isEqualTo(now.toString());
    assertThat(next(other, "1.0.2", "1.0.2", now.plusSeconds(5)))
        .as("nothing changes while nothing changes")
        .isEqualTo(other);
  }

  private static VersionStatus next(
      VersionStatus before, String asked, String applied, Instant now) {
    return new VersionProgress(before, asked, applied, now)
        .next(false, StoreEvidence.UNTOUCHED, new Setback.None());
  }

  private static Setback setback(VersionStatus version, StoreEvidence evidence, Duration after) {
    return Setback.of(version, "1.0.1", "15m", evidence, START.plus(after));
  }

  private static String crashed(String message) {
    return "{state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {message: "
        + message
        + "}}}";
  }

  private static StoreEvidence evidence(String component, String container) {
    String yaml =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: p, labels: {app.kubernetes.io/version: 1.0.1, app.kubernetes.io/component: %1$s}}
        status: {containerStatuses: [{name: sidecar}, %2$s]}
        """
            .formatted(component, container.replaceFirst("\\{", "{name: " + component + ", "));
    GenericKubernetesResource pod = Serialization.unmarshal(yaml, GenericKubernetesResource.class);
    return StoreEvidence.of("1.0.1", List.of(pod));
  }
}
