package io.stackstate.api.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.api.sync.MemorySettings;
import io.stackstate.stackgraph.SettingsNode;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SettingsJournalTest {
  private final BrittleTopic topic = new BrittleTopic();
  private final MemorySettings store = new MemorySettings();

  private SettingsJournal open(MemorySettings on) throws Exception {
    return SettingsJournal.open(
        on,
        () -> Stream.of("Layer", "~Secret").flatMap(type -> on.list(type).stream()).toList(),
        topic,
        InstantSource.system(),
        () -> {});
  }

  private static SettingsNode node(long id, String type, String name) {
    return new SettingsNode(id, type, "urn:" + id, name, "{\"n\":1}", 5);
  }

  private void assertRestores(SettingsNode... nodes) throws Exception {
    MemorySettings fresh = new MemorySettings();
    open(fresh);
    assertThat(Stream.of("Layer", "~Secret").flatMap(type -> fresh.list(type).stream()))
        .containsExactlyInAnyOrder(nodes);
  }

  @Test
  void everythingComesBackAlsoWhatIsInternal() throws Exception {
    SettingsJournal journal = open(store);
    journal.commit(
        List.of(node(1, "Layer", "a"), node(2, "~Secret", "s"), node(3, "Layer", "c")), List.of());
    journal.delete(3);
    journal.catchUp();

    assertRestores(node(1, "Layer", "a"), node(2, "~Secret", "s"));
  }

  @Test
  void whatKafkaDidNotTakeIsTriedAgain() throws Exception {
    SettingsJournal journal = open(store);
    topic.takes = 1;
    journal.commit(List.of(node(1, "Layer", "a"), node(2, "Layer", "b")), List.of());
    journal.catchUp();
    journal.put(node(1, "Layer", "newer"));
    topic.takes = -1;
    journal.catchUp();

    assertRestores(node(1, "Layer", "newer"), node(2, "Layer", "b"));
    int before = topic.publications;
    journal.catchUp();
    assertThat(topic.publications).as("nothing is written twice").isEqualTo(before);
  }

  @Test
  void whatACrashKeptFromTheJournalIsWrittenAtTheNextStart() throws Exception {
    SettingsJournal crashed = open(store);
    crashed.commit(List.of(node(1, "Layer", "a"), node(2, "Layer", "b")), List.of());
    crashed.catchUp();
    crashed.commit(List.of(node(1, "Layer", "newer"), node(4, "~Secret", "new")), List.of(2L));

    SettingsJournal next = open(store);
    assertThat(next.ready()).isFalse();
    next.catchUp();

    assertThat(next.ready()).isTrue();
    assertRestores(node(1, "Layer", "newer"), node(4, "~Secret", "new"));
  }

  @Test
  void anOlderStoreWithoutAJournalGetsOne() throws Exception {
    store.put(node(1, "Layer", "a"));
    open(store).catchUp();

    assertThat(store.get(1)).isPresent();
    assertRestores(node(1, "Layer", "a"));
  }

  @Test
  void aRestorationThatACrashInterruptedIsDoneAgain() throws Exception {
    SettingsJournal journal = open(store);
    journal.commit(List.of(node(1, "Layer", "a"), node(2, "Layer", "b")), List.of());
    journal.catchUp();
    MemorySettings half = new MemorySettings();
    half.put(node(1, "Layer", "a"));

    open(half).catchUp();

    assertThat(half.list("Layer")).hasSize(2);
    assertRestores(node(1, "Layer", "a"), node(2, "Layer", "b"));
  }

  @Test
  void nothingStartsOnALostStoreWhileTheJournalCannotBeRead() throws Exception {
    SettingsJournal journal = open(store);
    journal.put(node(1, "Layer", "a"));
    journal.catchUp();
    topic.unreadable = true;

    assertThatThrownBy(() -> open(new MemorySettings())).isInstanceOf(IOException.class);
    assertThat(open(store).get(1)).as("a store that is not lost needs no journal").isPresent();
  }
}
