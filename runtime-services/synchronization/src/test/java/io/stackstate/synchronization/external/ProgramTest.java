package io.stackstate.synchronization.external;

import static io.stackstate.synchronization.external.Fixture.A;
import static io.stackstate.synchronization.external.Fixture.B;
import static io.stackstate.synchronization.external.Fixture.component;
import static io.stackstate.synchronization.external.Fixture.delete;
import static io.stackstate.synchronization.external.Fixture.relation;
import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.change.Component;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.Relation;
import io.stackstate.model.settings.SettingsNodeName;
import io.stackstate.model.settings.SyncProgram;
import io.stackstate.model.settings.SyncStatus;
import io.stackstate.synchronization.program.Programs;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProgramTest {
  private static final SyncProgram LIKE_BUILT_IN = Programs.likeBuiltIn("test:url-1");

  private final Fixture f = new Fixture();

  private Fixture run(SyncProgram program) {
    return f.configure(Programs.with(Fixture.sync(A), program));
  }

  private Fixture runTemplate(String template) {
    return run(Programs.of(Programs.component(template), Programs.relation(Programs.RELATION)));
  }

  private static String element(String name, String rest) {
    return """
    {"_type":"Component","name":"%s","labels":[],"streams":[],"checks":[],%s
     "type":{{resolveOrCreate "ComponentType" element.type.name "t"}},
     "layer":{{resolveOrCreate "Layer" element.data.layer "l"}},
     "domain":{{resolveOrCreate "Domain" element.data.domain "d"}},
     "environments":[{{resolveOrCreate "Environment" element.data.environment "e"}}]}
    """
        .formatted(name, rest);
  }

  private SyncStatus.Error onlyError() {
    assertThat(f.status(A).errors()).isEqualTo(1);
    return f.status(A).errorDetails().get(0);
  }

  @Test
  void aPackShapedProgramGivesWhatTheBuiltInSynchronizationGives() {
    Fixture builtIn = new Fixture().configure(A);
    run(LIKE_BUILT_IN);
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      var payload =
          i % 3 == 2
              ? relation("c" + random.nextInt(i), "c" + random.nextInt(i))
              : component("c" + i, data(random));
      builtIn.send(A, payload);
      f.send(A, payload);
    }
    assertThat(f.status(A).errorDetails()).isEmpty();
    for (Component expected : builtIn.components()) {
      assertThat(f.components()).filteredOn(c -> c.id() == expected.id()).containsExactly(expected);
    }
    assertThat(f.components()).hasSameSizeAs(builtIn.components());
    assertThat(f.relations()).isEqualTo(builtIn.relations());
    assertThat(f.status(A).errors()).isEqualTo(builtIn.status(A).errors());
    assertThat(f.relations()).isNotEmpty();
  }

  private static String data(Random random) {
    List<String> fields = new ArrayList<>();
    for (String field : List.of("name", "description", "layer", "domain", "environment")) {
      if (random.nextBoolean()) {
        fields.add("'%s':'%s %d \\\\'".formatted(field, field, random.nextInt(3)));
      }
    }
    if (random.nextBoolean()) {
      fields.add("'labels':['a\\nb','l%d']".formatted(random.nextInt(4)));
    }
    if (random.nextBoolean()) {
      fields.add("'version':%d".formatted(random.nextInt(3)));
    }
    if (random.nextBoolean()) {
      fields.add("'identifiers':['i%d']".formatted(random.nextInt(20)));
    }
    return "{" + String.join(",", fields) + "}";
  }

  @Test
  void choosesTheFirstActionOfTheExtractedTypeOrTheDefaultOne() {
    run(
        Programs.withComponentActions(
            LIKE_BUILT_IN,
            Programs.component(element("other", "")),
            Programs.action("server", null, element("first", ""), null),
            Programs.action("server", null, element("second", ""), null)));
    f.send(
        A,
        new io.stackstate.model.intake.TopologyPayload.Component("1", "Server", "{}", null),
        new io.stackstate.model.intake.TopologyPayload.Component("2", "disk", "{}", null));

    assertThat(f.names()).containsExactly("first", "other");
    assertThat(f.named("first").type()).isEqualTo("server");
  }

  @Test
  void aTypeWithoutActionIsAnErrorOfTheElement() {
    run(Programs.withComponentActions(LIKE_BUILT_IN, null)).send(A, component("a"));

    assertThat(onlyError().category()).isEqualTo("Mapping");
    assertThat(onlyError().message()).contains("\"server\"").contains("no default action");
  }

  @Test
  void aMappingFunctionMayChangeTheElementButNotWhatUsersSeeAsItsProperties() {
    run(
        Programs.of(
            Programs.action(
                "element.data.put('layer', 'Mapped'); element.type.name = 'Machine'; element",
                element("{{element.externalId}}", ""),
                null),
            Programs.relation(Programs.RELATION)));
    f.send(A, component("a", "{'layer':'Sent'}"));

    Component c = f.named("a");
    assertThat(c.layer()).isEqualTo("Mapped");
    assertThat(c.type()).isEqualTo("Machine");
    assertThat(c.properties()).isEqualTo("{\"layer\":\"Sent\"}");
  }

  @Test
  void anExtractorMayChangeItsCopyOfTheData() {
    run(
        Programs.withExtractor(
            LIKE_BUILT_IN,
            """
            element = topologyElement.asReadonlyMap()
            element.data.put('identifiers', element.data.identifiers.tokenize(','))
            Sts.createId(element.externalId, element.data.identifiers as Set, element.typeName)
            """));
    f.send(A, component("a", "{'identifiers':'urn:host:/a,urn:host:/b'}"));

    assertThat(f.named("a").identifiers()).containsExactlyInAnyOrder("urn:host:/a", "urn:host:/b");
    assertThat(f.named("a").properties()).contains("\"urn:host:/a,urn:host:/b\"");
  }

  @Test
  void errorsNameTheFunctionTheLineAndTheElementAndTheStreamGoesOn() {
    run(
        Programs.withExtractor(
            LIKE_BUILT_IN,
            """
            if (topologyElement.externalId == 'bad') {
              throw new IllegalArgumentException('no good')
            }
            Sts.createId(topologyElement.externalId, [] as Set, 'x')
            """));
    f.send(A, component("bad"), component("good"));

    assertThat(f.names()).containsExactly("good");
    assertThat(onlyError().category()).isEqualTo("IdExtractor");
    assertThat(onlyError().externalId()).isEqualTo("bad");
    assertThat(onlyError().message()).contains("component ids, line 2").contains("no good");
  }

  @Test
  void aTemplateThatFailsOrGivesSomethingElseFailsItsElementOnly() {
    String dataSource = "{{#if element.data.metrics}}{{get \"urn:nowhere\"}}{{/if}}";
    runTemplate(element("{{element.externalId}}", "\"x\":\"" + dataSource + "\","));
    f.send(A, component("bad", "{'metrics':[1]}"), component("good"));
    assertThat(f.names()).containsExactly("good");
    assertThat(onlyError().category()).isEqualTo("Template");
    assertThat(onlyError().message()).contains("template of default, line 1").contains("nowhere");
  }

  @Test
  void saysWhatIsWrongWithTheAnswerOfATemplate() {
    assertAnswerFails("{\"name\": oops}", "not JSON");
    assertAnswerFails("text", "not JSON");
    assertAnswerFails("17", "found \"17\", expected a JSON object");
    assertAnswerFails("[]", "at least one");
    assertAnswerFails("{} {}", "name: missing");
    assertAnswerFails(element("{{element.data.name}}", ""), "name: missing, expected text");
    assertAnswerFails(
        element("n", "").replace("\"Component\"", "\"Relation\""), "_type: found \"Relation\"");
    assertAnswerFails(
        element("n", "").replace("{{resolveOrCreate \"Layer\" element.data.layer \"l\"}}", "17"),
        "layer: there is no node with id 17");
    assertAnswerFails(
        element("n", "").replace("resolveOrCreate \"Domain\"", "resolveOrCreate \"Layer\""),
        "domain: found the Layer d, expected a Domain");
    assertAnswerFails(
        element("n", "")
            .replace("{{resolveOrCreate \"Environment\" element.data.environment \"e\"}}", ""),
        "environments: missing");
    assertAnswerFails(element("n", "") + "x", "behind");
    assertAnswerFails(
        element("n", "").replace("\"labels\":[]", "\"labels\":{}"), "labels: found an object");
  }

  private static void assertAnswerFails(String template, String message) {
    Fixture fixture = new Fixture();
    SyncProgram program =
        Programs.of(Programs.component(template), Programs.relation(Programs.RELATION));
    fixture.configure(Programs.with(Fixture.sync(A), program)).send(A, component("a"));
    assertThat(fixture.components()).isEmpty();
    assertThat(fixture.status(A).errorDetails().get(0).message()).contains(message);
  }

  @Test
  void aFunctionThatDoesNotCompileFailsTheElementsThatNeedIt() {
    run(
        Programs.withComponentActions(
            LIKE_BUILT_IN,
            Programs.component(element("ok", "")),
            Programs.action("server", "element.(", element("n", ""), null),
            Programs.action("disk", null, "{{#if x}}", null),
            Programs.action("net", null, element("n", ""), "MergeSomehow")));
    for (String type : List.of("server", "disk", "net", "fine")) {
      f.send(A, new io.stackstate.model.intake.TopologyPayload.Component(type, type, "{}", null));
    }

    assertThat(f.names()).containsExactly("ok");
    assertThat(f.errorCategories(A)).containsExactly("Mapping", "Template", "Mapping");
  }

  @Test
  void anArrayBecomesSeveralComponentsThatLiveAndDieTogether() {
    runTemplate(
        "["
            + element("{{element.externalId}}", "")
            + "{{#join element.data.disks \"\"}},"
            + element("disk {{this}}", "")
            + "{{/join}}]");
    f.send(A, component("a", "{'disks':['x','y']}"), component("b"), relation("a", "b"));
    assertThat(f.names()).containsExactly("a", "b", "disk x", "disk y");
    assertThat(f.status(A).createdComponents()).isEqualTo(4);
    long diskX = f.named("disk x").id();

    f.restart().snapshot(A, component("a", "{'disks':['x','y']}"), component("b"));
    assertThat(f.names()).containsExactly("a", "b", "disk x", "disk y");
    assertThat(f.named("disk x").id()).isEqualTo(diskX);

    f.send(A, component("a", "{'disks':['x']}"));
    assertThat(f.names()).containsExactly("a", "b", "disk x");

    f.restart().send(A, delete("a"));
    assertThat(f.names()).containsExactly("b");
    f.snapshot(A, component("a", "{'disks':['z']}"));
    assertThat(f.names()).containsExactly("a", "disk z");
    f.snapshot(A);
    assertThat(f.components()).isEmpty();
  }

  @Test
  void aTemplateMayExchangeTheEndsOfARelationAndNameItsDirection() {
    run(
        Programs.of(
            Programs.component(Programs.COMPONENT),
            Programs.relation(
                """
                {"_type":"Relation","name":"r","dependencyDirection":"BOTH",
                 "type":{{resolveOrCreate "RelationType" element.type.name "r"}},
                 "source":{{element.targetId}},"target":{{element.sourceId}}}
                """)));
    f.send(A, relation("a", "b"), component("a"), component("b"));

    Relation r = f.relations().get(0);
    assertThat(r.source()).isEqualTo(f.named("b").id());
    assertThat(r.target()).isEqualTo(f.named("a").id());
    assertThat(r.dependencyDirection()).isEqualTo(DependencyDirection.BOTH);
    assertThat(f.restart().relations()).containsExactly(r);
  }

  @Test
  void aRelationCannotLeadElsewhere() {
    run(
        Programs.of(
            Programs.component(Programs.COMPONENT),
            Programs.relation(
                """
                {"name":"r","type":{{resolveOrCreate "RelationType" "" "r"}},
                 "source":{{element.sourceId}},"target":12}
                """)));
    f.send(A, component("a"), component("b"), relation("a", "b"));

    assertThat(f.relations()).isEmpty();
    assertThat(onlyError().category()).isEqualTo("Relation");
    assertThat(onlyError().externalId()).isEqualTo("a->b");
  }

  @Test
  void templatesFindPublishedNodesAndTheirNamesAreShown() {
    f.publish(
        "Layer",
        new SettingsNodeName(
            4_711, "urn:stackpack:common:layer:machines", "Machines", 13.0, List.of()));
    runTemplate(
        element("{{element.externalId}}", "")
            .replace(
                "{{resolveOrCreate \"Layer\" element.data.layer \"l\"}}",
                """
                {{ getOrCreate (identifier "urn:stackpack:common" "Layer" element.data.layer)
                   (identifier "urn:system:auto" "Layer" element.data.layer)
                   (concat "Type=Layer;Name=" element.data.layer) }}
                """));
    f.send(A, component("a", "{'layer':'MACHINES'}"), component("b", "{'layer':'Own one'}"));
    assertThat(f.named("a").layer()).isEqualTo("Machines");
    assertThat(f.named("b").layer()).isEqualTo("Own one");

    f.send(A, component("c", "{'layer':'own ONE'}"));
    assertThat(f.named("c").layer()).as("the first name stays").isEqualTo("Own one");
    f.restart().send(A, component("d", "{'layer':'OWN one'}"));
    assertThat(f.named("d").layer()).as("after a restart too").isEqualTo("Own one");

    f.publish(
        "Layer",
        new SettingsNodeName(
            4_711, "urn:stackpack:common:layer:machines", "Metal", 13.0, List.of()));
    f.readAgain();
    assertThat(f.named("a").layer()).isEqualTo("Metal");
  }

  @Test
  void mergesLikeAnyOtherAndUnmerges() {
    run(LIKE_BUILT_IN).configure(B);
    f.send(A, component("a", "{'name':'A','labels':['a'],'identifiers':['urn:host:/h1']}"));
    f.send(
        B,
        component("b", "{'name':'B','labels':['b'],'identifiers':['urn:host:/h1'],'version':'2'}"));
    assertThat(f.components()).hasSize(1);
    assertThat(f.components().get(0).labels()).contains("a", "b");
    assertThat(f.components().get(0).version()).isEqualTo("2");

    f.send(B, delete("b"));
    assertThat(f.components().get(0).labels()).containsExactly("a", "test:url-1");
    f.send(A, delete("a"));
    assertThat(f.components()).isEmpty();
  }
}
