package io.stackstate.api.stackpacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.api.sync.MemorySettings;
import io.stackstate.stackpacks.archive.SemVer;
import io.stackstate.stackpacks.provision.ArchiveStore.Stored;
import io.stackstate.stackpacks.provision.PackInstance;
import io.stackstate.stackpacks.provision.Status;
import io.stackstate.stackpacks.stj.ImportOptions.Strategy;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GraphStoresTest {
  private final MemorySettings store = new MemorySettings();
  private final GraphArchives archives = new GraphArchives(store, InstantSource.system());

  @Test
  void keepsAnArchiveThatIsLargerThanAPiece() {
    byte[] bytes = random(1_300_000);
    archives.put("shop", SemVer.parse("1.2.3"), new Stored("shop.sts", bytes));
    assertThat(archives.all())
        .singleElement()
        .satisfies(
            stored -> {
              assertThat(stored.fileName()).isEqualTo("shop.sts");
              assertThat(stored.archive()).isEqualTo(bytes);
            });
  }

  @Test
  void replacesAnArchiveOfTheSameVersionAndKeepsNothingOfIt() {
    archives.put("shop", SemVer.parse("1.2.3"), new Stored("a.sts", random(1_300_000)));
    archives.put("shop", SemVer.parse("1.2.3"), new Stored("b.sts", new byte[] {1}));
    archives.put("shop", SemVer.parse("1.2.4"), new Stored("c.sts", new byte[] {2}));
    assertThat(archives.all())
        .extracting(Stored::fileName)
        .containsExactlyInAnyOrder("b.sts", "c.sts");
    assertThat(store.list("~StackPackPiece")).hasSize(2);
  }

  @Test
  void leavesOutAnArchiveOfWhichAPieceIsMissing() {
    archives.put("shop", SemVer.parse("1.2.3"), new Stored("a.sts", random(1_300_000)));
    store.delete(store.list("~StackPackPiece").get(1).id());
    assertThat(archives.all()).isEmpty();
  }

  @Test
  void keepsInstancesOverARestart() {
    PackInstance instance =
        new PackInstance(
            7,
            "u-7",
            "shop",
            SemVer.parse("1.2.3"),
            null,
            Status.ERROR,
            Map.of("url", "x", "password", "y"),
            Strategy.SKIP,
            new PackInstance.InstanceError(true, Status.PROVISIONING, "no"),
            5,
            6);
    GraphInstances instances = new GraphInstances(store);
    instances.put(instance);
    instances.put(instance);
    assertThat(new GraphInstances(store).all()).containsExactly(instance);
    instances.delete(7);
    assertThat(new GraphInstances(store).all()).isEmpty();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(1).nextBytes(bytes);
    return bytes;
  }
}
