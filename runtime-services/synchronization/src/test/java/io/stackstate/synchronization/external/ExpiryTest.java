package io.stackstate.synchronization.external;

import static io.stackstate.synchronization.external.Fixture.A;
import static io.stackstate.synchronization.external.Fixture.component;
import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.settings.SyncProgram;
import io.stackstate.synchronization.program.Programs;
import org.junit.jupiter.api.Test;

/** When elements expire of which nothing was heard, as settings of packs say it. */
class ExpiryTest {
  private final Fixture f = new Fixture();

  private Fixture run(SyncProgram program) {
    return f.configure(Programs.with(Fixture.sync(A), program));
  }

  @Test
  void expiryFollowsTheDataSource() {
    run(expiring(new SyncProgram.Expiry(true, 1_000L, false, 3_600_000L)));
    f.send(A, component("a")).pass(2_000);

    assertThat(f.components()).isEmpty();
  }

  @Test
  void aCleanUpRemovesExpiredElementsAtItsInterval() {
    run(expiring(new SyncProgram.Expiry(true, 1_000L, true, 60_000L)));
    f.send(A, component("a")).pass(500);
    f.send(A, component("b")).pass(30_000);
    assertThat(f.components()).as("the first clean-up found nothing").hasSize(2);

    f.send(A, component("b")).pass(31_000);
    assertThat(f.components()).isEmpty();
  }

  @Test
  void nothingIsCleanedUpThatDoesNotExpire() {
    run(expiring(new SyncProgram.Expiry(false, 1_000L, true, 10L)));
    f.send(A, component("a")).pass(60_000);

    assertThat(f.components()).hasSize(1);
  }

  private static SyncProgram expiring(SyncProgram.Expiry expiry) {
    SyncProgram p = Programs.likeBuiltIn("l");
    return new SyncProgram(
        null,
        "test",
        200,
        null,
        expiry,
        true,
        0,
        p.componentIdExtractor(),
        p.relationIdExtractor(),
        p.componentActions(),
        p.defaultComponentAction(),
        p.relationActions(),
        p.defaultRelationAction());
  }
}
