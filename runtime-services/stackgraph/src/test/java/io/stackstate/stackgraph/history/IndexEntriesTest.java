package io.stackstate.stackgraph.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.carrotsearch.hppc.IntHashSet;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Commit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IndexEntriesTest {
  private static final long MAX_ID = 1L << 53;

  @Test
  void findsEveryPieceOfAnElementInMemoryAndEncoded() {
    Random random = new Random(1);
    IndexEntries entries = new IndexEntries();
    List<List<Commit>> pieces = new ArrayList<>();
    for (int piece = 0; piece < 300; piece++) {
      pieces.add(piece(random, 200));
      entries.put(piece, pieces.get(piece));
    }
    byte[][] chunks = entries.encode();
    assertThat(chunks.length).isGreaterThan(1);
    assertThat(Integer.bitCount(chunks.length)).isEqualTo(1);
    for (int piece = 0; piece < pieces.size(); piece++) {
      Change any = pieces.get(piece).get(0).changes().get(random.nextInt(200));
      int fingerprint = Fingerprints.of(any.key().id());
      assertThat(find(entries, fingerprint)).contains(piece).hasSizeLessThan(4);
      assertThat(find(chunks, fingerprint)).containsExactlyInAnyOrder(find(entries, fingerprint));
    }
    assertThat(find(chunks, Fingerprints.of(MAX_ID + 1)))
        .containsExactlyInAnyOrder(find(entries, Fingerprints.of(MAX_ID + 1)));
  }

  @Test
  void aPieceThatIsPutAgainReplacesItsEntries() {
    IndexEntries entries = new IndexEntries();
    entries.put(0, List.of(commit(1)));
    entries.put(1, List.of(commit(2)));
    entries.put(1, List.of(commit(3)));

    assertThat(find(entries, Fingerprints.of(1))).containsExactly(0);
    assertThat(find(entries, Fingerprints.of(2))).isEmpty();
    assertThat(find(entries, Fingerprints.of(3))).containsExactly(1);
  }

  @Test
  void componentsAreFoundByTheirIdentifiersAndProblemsById() {
    Change component =
        new Change(
            new ChangeKey(Aspect.COMPONENT, 5),
            "{\"id\":5,\"sources\":[{\"identifiers\":[\"no\"]}],\"identifiers\":[\"urn:a\",\"urn:\\u00e4\"]}"
                .getBytes(StandardCharsets.UTF_8));
    Change problem = new Change(new ChangeKey(Aspect.PROBLEM, 6), new byte[] {'{', '}'});
    IndexEntries entries = new IndexEntries();
    entries.put(0, List.of(new Commit(0, 0, List.of(component, problem))));

    assertThat(find(entries, Fingerprints.of("urn:a"))).containsExactly(0);
    assertThat(find(entries, Fingerprints.of("urn:ä"))).containsExactly(0);
    assertThat(find(entries, Fingerprints.of("no"))).isEmpty();
    assertThat(find(entries, Fingerprints.of(6))).containsExactly(0);
  }

  private static List<Commit> piece(Random random, int size) {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      changes.add(change(1 + (long) (random.nextDouble() * (MAX_ID - 1))));
    }
    return List.of(new Commit(random.nextInt(1000), 0, changes));
  }

  private static Commit commit(long id) {
    return new Commit(id, 0, List.of(change(id)));
  }

  private static Change change(long id) {
    return new Change(new ChangeKey(Aspect.RELATION, id), null);
  }

  private static int[] find(IndexEntries entries, int fingerprint) {
    IntHashSet pieces = new IntHashSet();
    entries.find(IntHashSet.from(fingerprint), pieces);
    return pieces.toArray();
  }

  private static int[] find(byte[][] chunks, int fingerprint) {
    IntHashSet pieces = new IntHashSet();
    byte[] chunk = chunks[IndexEntries.chunkOf(fingerprint, chunks.length)];
    IndexEntries.find(chunk, IntHashSet.from(fingerprint), pieces);
    return pieces.toArray();
  }
}
