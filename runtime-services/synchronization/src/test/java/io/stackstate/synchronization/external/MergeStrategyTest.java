package io.stackstate.synchronization.external;

import static io.stackstate.synchronization.external.Fixture.component;
import static io.stackstate.synchronization.external.Fixture.delete;
import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.change.Component;
import io.stackstate.model.settings.MergeStrategy;
import io.stackstate.model.settings.SettingsNodeName;
import io.stackstate.model.settings.SyncProgram;
import io.stackstate.synchronization.program.Programs;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Topology sheet, section 3.3. */
class MergeStrategyTest {
  private final Fixture f = new Fixture();

  private void configure(long sync, String strategy) {
    String template = Programs.COMPONENT.replace("LABEL", "sync" + sync);
    SyncProgram program =
        Programs.of(
            Programs.action(null, template, strategy), Programs.relation(Programs.RELATION));
    f.configure(Programs.with(Fixture.sync(sync), program));
  }

  private void send(long sync, String more) {
    f.send(
        sync, component("e" + sync, "{'name':'N%d','identifiers':['i']%s}".formatted(sync, more)));
  }

  private Component only() {
    assertThat(f.components()).hasSize(1);
    return f.components().get(0);
  }

  @Test
  void whoPrefersItsOwnDecidesAlsoWhenItIsYounger() {
    configure(1, "MergePreferTheirs");
    configure(2, "MergePreferMine");
    send(1, ",'version':'1','description':'d1'");
    long id = only().id();
    send(2, ",'version':'2','layer':'L2'");

    assertThat(only().name()).isEqualTo("N2");
    assertThat(only().layer()).isEqualTo("L2");
    assertThat(only().version()).isEqualTo("2");
    assertThat(only().description()).isEqualTo("d1");
    assertThat(only().labels()).containsExactlyInAnyOrder("sync1", "sync2");
    assertThat(only().id()).as("the id stays that of the oldest").isEqualTo(id);
    assertThat(only().sources()).extracting("sync").containsExactly(1L, 2L);

    f.restart().send(2, delete("e2"));
    assertThat(only().name()).isEqualTo("N1");
    assertThat(only().id()).isEqualTo(id);
  }

  @Test
  void whoUsesOnlyItsOwnDropsTheOthersButTheirIdentifiers() {
    configure(1, "MergePreferMine");
    configure(2, "UseMineOnly");
    f.send(1, component("e1", "{'name':'N1','identifiers':['i','j'],'version':'1'}"));
    send(2, "");

    assertThat(only().name()).isEqualTo("N2");
    assertThat(only().version()).isNull();
    assertThat(only().labels()).containsExactly("sync2");
    assertThat(only().identifiers()).containsExactlyInAnyOrder("i", "j");
  }

  @Test
  void whoAlwaysUsesTheirsIsDroppedUnlessItIsAlone() {
    configure(1, "TheirsAlways");
    configure(2, null);
    send(1, ",'version':'1'");
    assertThat(only().name()).isEqualTo("N1");
    send(2, "");

    assertThat(only().name()).isEqualTo("N2");
    assertThat(only().version()).isNull();
    assertThat(only().labels()).containsExactly("sync2");
  }

  @Test
  void ofEqualsTheOneInTheUpperLayerDecidesThenTheOldest() {
    layer(11, "Top", 100.0);
    layer(12, "Bottom", 200.0);
    configure(1, null);
    configure(2, null);
    send(1, ",'layer':'Bottom'");
    send(2, ",'layer':'Top'");
    assertThat(only().name()).isEqualTo("N2");

    f.restart();
    layer(12, "Bottom", 50.0);
    f.drain();
    assertThat(only().name()).as("a layer that moves up takes over").isEqualTo("N1");
    layer(12, "Bottom", 51.0);
    f.drain();
    assertThat(f.lastChanges).as("what makes no difference writes nothing").isEmpty();
  }

  private void layer(long id, String name, double order) {
    f.publish("Layer", new SettingsNodeName(id, "urn:l:" + name, name, order, List.of()));
  }

  @Test
  void twoThatUseOnlyTheirOwnAreSettledByAge() {
    configure(1, "MineOnly");
    configure(2, "UseMineOnly");
    send(2, "");
    send(1, "");

    assertThat(only().name()).isEqualTo("N2");
  }

  @Test
  void anotherStrategyTakesEffectWithoutNewData() {
    configure(1, null);
    configure(2, null);
    send(1, "");
    send(2, "");
    assertThat(only().name()).isEqualTo("N1");

    configure(2, "MergePreferMine");
    f.readAgain();
    assertThat(only().name()).isEqualTo("N2");
    assertThat(f.restart().readAgain().components().get(0).name()).isEqualTo("N2");
  }

  @Test
  void knowsTheNamesThatPacksUse() {
    assertThat(MergeStrategy.of("MergePreferTheirs")).contains(MergeStrategy.MergePreferTheirs);
    assertThat(MergeStrategy.of(" TheirsAlways ")).contains(MergeStrategy.UseTheirsAlways);
    assertThat(MergeStrategy.of("MineOnly")).contains(MergeStrategy.UseMineOnly);
    assertThat(MergeStrategy.of(null)).contains(MergeStrategy.MergePreferTheirs);
    assertThat(MergeStrategy.of("Somehow")).isEmpty();
  }
}
