package io.stackstate.synchronization.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.model.change.Component;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.Relation;
import io.stackstate.model.intake.TopologyPayload;
import io.stackstate.model.settings.SyncSettings;
import org.junit.jupiter.api.Test;

class CustomSynchronizationTest {
  private final Pipeline pipeline =
      CustomSynchronization.pipeline(
          new SyncSettings(1, "urn:s", "s", " example ", "example://e-1", null, 0));

  private Component component(String type, String data, String properties) throws Exception {
    String json = data == null ? null : data.replace('\'', '"');
    ExtComponent element =
        pipeline.ids().component(new TopologyPayload.Component("app1", type, json, properties));
    return pipeline.components().map(i -> 7, element).components().get(0);
  }

  private Relation relation(String data) throws Exception {
    ExtRelation element =
        pipeline
            .ids()
            .relation(
                new TopologyPayload.Relation("r", "a", "b", "Uses", data.replace('\'', '"'), null));
    return pipeline
        .relations()
        .map(i -> 8, 1, element, new RelationMapper.Ends(3, 4))
        .relations()
        .get(0);
  }

  @Test
  void fillsInTheDefaultsOfThePack() throws Exception {
    Component c = component("Application", "{}", null);

    assertThat(c.id()).isEqualTo(7);
    assertThat(c.name()).isEqualTo("app1");
    assertThat(c.type()).isEqualTo("application");
    assertThat(c.layer()).isEqualTo("Auto-synced Components");
    assertThat(c.domain()).isEqualTo("Auto-synced Domain");
    assertThat(c.environments()).containsExactly("Auto-synced Environment");
    assertThat(c.labels()).containsExactly("example:example://e-1");
    assertThat(c.identifiers()).isEmpty();
    assertThat(c.version()).isNull();
    assertThat(c.description()).isNull();
    assertThat(c.properties()).isNull();
  }

  @Test
  void readsWhatTheSenderSays() throws Exception {
    Component c =
        component(
            "server",
            "{'name':'srv','layer':'Machines','domain':'Shop','environment':'Production',"
                + "'environments':['Test','Production'],'labels':['l1','category:l2'],"
                + "'tags':['os:linux','l1'],'identifiers':['urn:host:/srv'],'version':'1',"
                + "'description':'d'}",
            "{\"image\":\"x\"}");

    assertThat(c.name()).isEqualTo("srv");
    assertThat(c.layer()).isEqualTo("Machines");
    assertThat(c.environments()).containsExactly("Production", "Test");
    assertThat(c.labels())
        .containsExactly("l1", "category:l2", "os:linux", "example:example://e-1");
    assertThat(c.identifiers()).containsExactly("urn:host:/srv");
    assertThat(c.version()).isEqualTo("1");
    assertThat(c.description()).isEqualTo("d");
    assertThat(c.properties()).isEqualTo("{\"image\":\"x\"}");
  }

  @Test
  void readsTagsThatAreAMapAsKubernetesSendsThem() throws Exception {
    assertThat(component("pod", "{'tags':{'app':'web','empty':'','n':1,'o':{}}}", null).labels())
        .containsExactly("app:web", "empty", "n:1", "example:example://e-1");
  }

  @Test
  void takesEmptyTextAsAbsent() throws Exception {
    Component c =
        component(
            "", "{'name':'','version':'','layer':null,'identifiers':'no list','labels':7}", "{}");

    assertThat(c.name()).isEqualTo("app1");
    assertThat(c.type()).isEqualTo("Auto-synced Component");
    assertThat(c.version()).isNull();
    assertThat(c.layer()).isEqualTo("Auto-synced Components");
    assertThat(c.identifiers()).isEmpty();
    assertThat(c.properties()).startsWith("{\"name\"");
  }

  @Test
  void namesARelationByItsEnds() throws Exception {
    Relation r = relation("{'dependencyDirection':'BOTH','description':'d'}");

    assertThat(r.name()).isEqualTo("a --> b");
    assertThat(r.type()).isEqualTo("uses");
    assertThat(r.dependencyDirection()).isEqualTo(DependencyDirection.BOTH);
    assertThat(r.description()).isEqualTo("d");
    assertThat(relation("{}").dependencyDirection()).isEqualTo(DependencyDirection.ONE_WAY);
  }

  @Test
  void refusesWhatHasNoTypeOrNoObjectAsData() {
    assertThatThrownBy(() -> component(null, "{}", null)).hasMessageContaining("type.name");
    assertThatThrownBy(() -> component("t", "[1]", null))
        .hasMessage("data: found [1], expected a JSON object");
    assertThatThrownBy(() -> component("t", "{", null)).hasMessageContaining("it is not JSON");
    assertThatThrownBy(() -> relation("{'dependencyDirection':'UP'}"))
        .hasMessage("data.dependencyDirection: found UP, expected ONE_WAY, BOTH or NONE");
  }

  @Test
  void replacesUnpairedSurrogatesSoThatTheNameCanBeWritten() throws Exception {
    assertThat(component("t", "{'name':'a\\ud800b\\ud83d\\ude00'}", null).name())
        .isEqualTo("a\uFFFDb\uD83D\uDE00");
  }

  @Test
  void streamsAndChecksAreThoseOfTheDataBesideSourceProperties() throws Exception {
    String data =
        """
        {'name':'srv','metrics':[{'stream_id':-1}],'checks':[{'name':'c'}],'events':'none'}""";

    assertThat(component("server", data, "{\"image\":\"x\",\"checks\":[]}").properties())
        .isEqualTo(
            """
            {"image":"x","checks":[{"name":"c"}],"metrics":[{"stream_id":-1}]}""");
    assertThat(component("server", data, "{}").properties()).contains("\"name\":\"srv\"");
  }
}
