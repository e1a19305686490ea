package io.stackstate.api.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.api.sync.MemorySettings;
import io.stackstate.stackpacks.settings.FunctionChecks;
import io.stackstate.stackpacks.stj.ImportOptions;
import io.stackstate.stackpacks.stj.SettingsImport;
import io.stackstate.stackpacks.stj.StjSource;
import java.io.IOException;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** Kafka fails, or the process dies, between a commit of settings and its publication. */
class SettingsPublisherTest {
  private final MemorySettings store = new MemorySettings();
  private final BrittleTopic topic = new BrittleTopic();
  private StackGraphSettings settings = new StackGraphSettings(store, InstantSource.system());
  private SettingsPublisher publisher = publisher();

  private SettingsPublisher publisher() {
    return new SettingsPublisher(settings, topic, id -> false, namespace -> false, () -> {});
  }

  private void restart() {
    settings = new StackGraphSettings(store, InstantSource.system());
    publisher = publisher();
  }

  private void layers(String... names) throws Exception {
    StringBuilder document = new StringBuilder("nodes:\n");
    for (String name : names) {
      document.append(
          "- {_type: Layer, identifier: 'urn:test:layer:%s', name: %s}\n".formatted(name, name));
    }
    new SettingsImport(settings, FunctionChecks.NONE, InstantSource.system())
        .apply(StjSource.of("layers.sty", document.toString()), ImportOptions.plain());
  }

  private String published() {
    return topic.values.values().stream().map(String::new).sorted().toList().toString();
  }

  @Test
  void whatKafkaDidNotTakeIsPublishedByTheNextAttempt() throws Exception {
    topic.takes = 1;
    layers("a", "b", "c");
    assertThatThrownBy(publisher::publish).isInstanceOf(IOException.class);
    publisher.catchUp();
    assertThat(publisher.ready()).isFalse();
    assertThat(settings.byType("Layer")).as("the commit stays").hasSize(3);

    topic.takes = -1;
    publisher.catchUp();

    assertThat(publisher.ready()).isTrue();
    assertThat(published()).contains("layer:a", "layer:b", "layer:c");
    int before = topic.publications;
    publisher.catchUp();
    assertThat(topic.publications).as("nothing is published twice").isEqualTo(before);
  }

  @Test
  void whatWasNotPublishedWhenTheProcessDiedIsPublishedAtTheNextStart() throws Exception {
    layers("a");
    publisher.catchUp();
    topic.takes = 0;
    layers("b");
    long gone = settings.byIdentifier("urn:test:layer:a").orElseThrow().id();
    settings.commit(
        new io.stackstate.stackpacks.settings.ChangeSet(
            java.util.List.of(), java.util.List.of(gone)));
    publisher.catchUp();
    assertThat(published()).contains("layer:a").doesNotContain("layer:b");

    topic.takes = -1;
    restart();
    publisher.catchUp();

    assertThat(published()).contains("layer:b").doesNotContain("layer:a");
  }
}
