package io.stackstate.api.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.api.JsonText;
import io.stackstate.api.http.ApiException;
import io.stackstate.model.settings.SyncSettings;
import io.stackstate.model.settings.SyncStatus;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SynchronizationsTest {
  private static final String SHOP = "urn:stackstate:integration:test:shop";
  private static final String BANK = "urn:stackstate:integration:test:bank";
  private static final long SHOP_ID = Synchronizations.id(SHOP);
  private static final Instant NOW = Instant.ofEpochMilli(1700000000000L);

  private final MemorySettings store = new MemorySettings();
  private final Published published = new Published();
  private final SyncStatusBoard board = new SyncStatusBoard();
  private final Synchronizations synchronizations = start();

  @BeforeEach
  void allStatusesAreRead() {
    board.markComplete();
  }

  @Test
  void storesAndPublishesANewSynchronization() throws Exception {
    SyncSettings settings = settings(SHOP, "shop", null);
    synchronizations.put(settings);
    assertThat(published.log).containsExactly("put " + settings);
    assertThat(synchronizations.find(SHOP_ID))
        .hasValue(new Synchronizations.View(settings, false, null));
  }

  @Test
  void writesNothingWhenNothingChanged() throws Exception {
    synchronizations.put(settings(SHOP, "shop", 60_000L));
    synchronizations.put(settings(SHOP, "shop", 60_000L));
    assertThat(store.writes()).isEqualTo(1);
    assertThat(published.log).hasSize(1);
  }

  @Test
  void keepsWhenErrorsWereClearedOverAChange() throws Exception {
    synchronizations.put(settings(SHOP, "shop", null));
    assertThat(synchronizations.clearErrors(SHOP_ID)).isTrue();
    synchronizations.put(settings(SHOP, "shop", 5L));
    SyncSettings stored = synchronizations.find(SHOP_ID).orElseThrow().settings();
    assertThat(stored.errorsClearedAt()).isEqualTo(NOW.toEpochMilli());
    assertThat(stored.expireAfterMillis()).isEqualTo(5);
    assertThat(published.log).hasSize(3);
  }

  @Test
  void refusesTheTopologyInstanceOfAnother() throws Exception {
    synchronizations.put(settings(SHOP, "shop", null));
    assertThatThrownBy(() -> synchronizations.put(settings(BANK, "shop", null)))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.status()).isEqualTo(409))
        .hasMessageContaining(SHOP);
    assertThat(synchronizations.all()).hasSize(1);
  }

  @Test
  void isDeletingUntilNothingReportsAboutIt() throws Exception {
    synchronizations.put(settings(SHOP, "shop", null));
    board.apply(SHOP_ID, status(SyncStatus.State.Running), 0);
    assertThat(synchronizations.delete(SHOP)).isTrue();
    assertThat(published.log).last().isEqualTo("retract " + SHOP_ID);
    assertThat(json()).contains("\"status\":\"Deleting\"");
    board.apply(SHOP_ID, status(SyncStatus.State.DeleteFailed), 0);
    assertThat(json()).contains("\"status\":\"DeleteFailed\"");
    assertThatThrownBy(() -> synchronizations.put(settings(SHOP, "shop", null)))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.status()).isEqualTo(409));

    board.apply(SHOP_ID, null, 0);
    assertThat(synchronizations.find(SHOP_ID)).isEmpty();
    synchronizations.catchUp();
    assertThat(store.list(SyncSettings.NODE_TYPE)).isEmpty();
    assertThat(synchronizations.delete(SHOP)).isFalse();
  }

  @Test
  void isGoneAtOnceWhenItNeverReported() throws Exception {
    synchronizations.put(settings(SHOP, "shop", null));
    assertThat(synchronizations.delete(SHOP)).isTrue();
    assertThat(store.list(SyncSettings.NODE_TYPE)).isEmpty();
    assertThat(published.log).last().isEqualTo("retract " + SHOP_ID);
  }

  @Test
  void publishesLaterWhatCouldNotBePublished() throws Exception {
    published.failure = new IOException("no broker");
    assertThatThrownBy(() -> synchronizations.put(settings(SHOP, "shop", null)))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.status()).isEqualTo(503));
    synchronizations.catchUp();
    assertThat(synchronizations.ready()).isFalse();

    published.failure = null;
    synchronizations.put(settings(SHOP, "shop", null));
    assertThat(published.log).hasSize(1);
    assertThat(synchronizations.ready()).isTrue();
  }

  @Test
  void keepsADeletionThatCouldNotBePublishedOverARestart() throws Exception {
    synchronizations.put(settings(SHOP, "shop", null));
    published.failure = new IOException("no broker");
    assertThatThrownBy(() -> synchronizations.delete(SHOP)).isInstanceOf(ApiException.class);
    published.failure = null;

    Synchronizations restarted = start();
    assertThat(restarted.find(SHOP_ID)).map(Synchronizations.View::deleting).hasValue(true);
    restarted.catchUp();
    assertThat(published.log).last().isEqualTo("retract " + SHOP_ID);
    assertThat(restarted.find(SHOP_ID)).isEmpty();
    assertThat(store.list(SyncSettings.NODE_TYPE)).isEmpty();
  }

  @Test
  void republishesEverythingAtStart() throws Exception {
    synchronizations.put(settings(SHOP, "shop", null));
    synchronizations.put(settings(BANK, "bank", null));
    published.log.clear();
    Synchronizations restarted = start();
    assertThat(restarted.ready()).isFalse();
    restarted.catchUp();
    assertThat(restarted.ready()).isTrue();
    assertThat(published.log).hasSize(2);
  }

  @Test
  void writesAnIntegrationWithItsStatus() throws Exception {
    synchronizations.put(settings(SHOP, "shop", null));
    board.apply(SHOP_ID, status(SyncStatus.State.Running), 0);
    Synchronizations.View view = synchronizations.find(SHOP_ID).orElseThrow();
    assertThat(JsonText.pretty(out -> IntegrationWriter.write(out, view)))
        .isEqualTo(JsonText.golden(SynchronizationsTest.class, "integration.json"));
  }

  @Test
  void isPendingBeforeTheFirstReport() throws Exception {
    synchronizations.put(settings(SHOP, "shop", 5L));
    assertThat(json())
        .contains("\"status\":\"Pending\"", "\"components\":0", "\"expireAfterMillis\":5")
        .doesNotContain("lastDataMillis");
  }

  private Synchronizations start() {
    return new Synchronizations(store, published, board, InstantSource.fixed(NOW));
  }

  private String json() throws IOException {
    Synchronizations.View view = synchronizations.find(SHOP_ID).orElseThrow();
    return JsonText.of(out -> IntegrationWriter.write(out, view));
  }

  private static SyncSettings settings(String identifier, String url, Long expireAfterMillis) {
    return new SyncSettings(
        Synchronizations.id(identifier),
        identifier,
        "Shop",
        "inventory",
        url,
        expireAfterMillis,
        0);
  }

  static SyncStatus status(SyncStatus.State state) {
    SyncStatus.Error error =
        new SyncStatus.Error(
            SyncStatus.Level.WARN, "MissingType", "no type", "a", 3, NOW.toEpochMilli());
    return new SyncStatus(
        SHOP_ID,
        SHOP,
        "Shop",
        "sts_topo_inventory_shop",
        state,
        5,
        4,
        1,
        7,
        2,
        4,
        0,
        3,
        List.of(error),
        120L,
        NOW.toEpochMilli());
  }

  /** Records what is published, or fails. */
  private static final class Published implements SettingsPublication {
    private final List<String> log = new ArrayList<>();
    private IOException failure;

    @Override
    public void publish(SyncSettings settings) throws IOException {
      record("put " + settings);
    }

    @Override
    public void retract(long id) throws IOException {
      record("retract " + id);
    }

    private void record(String entry) throws IOException {
      if (failure != null) {
        throw failure;
      }
      log.add(entry);
    }
  }

  @Test
  void takesUpIntegrationsThatAnOlderProgramStored() {
    MemorySettings old = new MemorySettings();
    String json =
        """
        {"settings":{"id":7,"identifier":"urn:i:7","name":"shop","instanceType":"a",
        "instanceUrl":"b","errorsClearedAt":3},"deleting":false}
        """;
    old.put(new io.stackstate.stackgraph.SettingsNode(7, "Sync", "urn:i:7", "shop", json, 5));
    Synchronizations migrated =
        new Synchronizations(old, null, new SyncStatusBoard(), java.time.InstantSource.system());
    assertThat(migrated.owns(7)).isTrue();
    assertThat(old.list("Sync")).isEmpty();
    assertThat(migrated.stream(7)).map(SyncStreams.Stream::name).contains("shop");
  }
}
