package io.stackstate.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.stackstate.functions.FunctionCompiler;
import io.stackstate.model.Json;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.Relation;
import io.stackstate.model.intake.TopologyPayload;
import io.stackstate.model.settings.SettingsNodeName;
import io.stackstate.model.settings.SyncProgram;
import io.stackstate.model.settings.SyncSettings;
import io.stackstate.stackpacks.provision.OwnSynchronization;
import io.stackstate.synchronization.mapping.ElementException;
import io.stackstate.synchronization.mapping.ExtComponent;
import io.stackstate.synchronization.mapping.ExtRelation;
import io.stackstate.synchronization.mapping.Pipeline;
import io.stackstate.synchronization.mapping.RelationMapper.Ends;
import io.stackstate.synchronization.program.ProgramPipelines;
import io.stackstate.synchronization.program.SandboxedFunctions;
import io.stackstate.synchronization.program.SettingsNodes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The compiled form of our pack "Custom Synchronization" gives what its templates give. */
class CompiledFormTest {
  private static final String LABEL = "shop:https://shop.example.org";

  /** With more time for functions than any of them needs, however slow the machine is. */
  private static final Config PATIENT =
      ConfigFactory.parseString("stackstate.functions.timeLimit = 60s")
          .withFallback(ConfigFactory.load());

  private final Random random = new Random(11);
  private final SyncProgram program =
      new OwnSynchronization().program("sts_topo_shop", "shop", LABEL);
  private final Pipeline templates = pipeline(program);
  private final Pipeline compiled = pipeline(program.compiled(LABEL));

  private static Pipeline pipeline(SyncProgram program) {
    SettingsNodes nodes = new SettingsNodes();
    nodes.put("DataSource", new SettingsNodeName(5, null, "StackState Metrics", null, List.of()));
    return new ProgramPipelines(new SandboxedFunctions(FunctionCompiler.of(PATIENT)), nodes)
        .apply(new SyncSettings(1, "urn:s", "s", "shop", "u", null, 0, 0, program));
  }

  @Test
  void theLabelOfAnUnchangedProgramIsFoundAndThatOfAChangedOneIsNot() {
    OwnSynchronization own = new OwnSynchronization();
    assertThat(own.label(program)).contains(LABEL);
    assertThat(own.label(own.program("t", "shop", "a{{b}}"))).isEmpty();
    SyncProgram other =
        new SyncProgram(
            program.topic(),
            program.integrationType(),
            null,
            null,
            null,
            true,
            0,
            new SyncProgram.Function("f", null, "Sts.createId(1)", "element"),
            program.relationIdExtractor(),
            List.of(),
            program.defaultComponentAction(),
            List.of(),
            program.defaultRelationAction());
    assertThat(own.label(other)).isEmpty();
  }

  @Test
  void componentsAreTheSame() throws Exception {
    for (int i = 0; i < 400; i++) {
      TopologyPayload.Component sent =
          new TopologyPayload.Component("c" + i, pick("Server", "app", ""), data(true), null);
      Component fast = component(compiled, sent);
      Component slow = component(templates, sent);
      assertThat(fast.identifiers()).containsExactlyInAnyOrderElementsOf(slow.identifiers());
      assertThat(withoutIdentifiers(fast)).as(sent.data()).isEqualTo(withoutIdentifiers(slow));
    }
  }

  @Test
  void relationsAreTheSame() throws Exception {
    for (int i = 0; i < 300; i++) {
      TopologyPayload.Relation sent =
          new TopologyPayload.Relation("r" + i, "a", "b", pick("uses", ""), data(false), null);
      assertThat(relation(compiled, sent)).as(sent.data()).isEqualTo(relation(templates, sent));
    }
  }

  private static Component component(Pipeline pipeline, TopologyPayload.Component sent)
      throws ElementException {
    ExtComponent element = pipeline.ids().component(sent);
    return pipeline.components().map(place -> 7 + place, element).components().get(0);
  }

  private static Relation relation(Pipeline pipeline, TopologyPayload.Relation sent)
      throws ElementException {
    ExtRelation element = pipeline.ids().relation(sent);
    return pipeline
        .relations()
        .map(place -> 9 + place, 1, element, new Ends(3, 4))
        .relations()
        .get(0);
  }

  private static List<Object> withoutIdentifiers(Component c) {
    List<Object> all = new ArrayList<>(List.of(c.id(), c.name(), c.type(), c.layer(), c.domain()));
    all.add(c.environments());
    all.add(c.labels());
    all.add(c.description());
    all.add(c.version());
    all.add(c.properties());
    all.add(c.streams());
    return all;
  }

  private String data(boolean component) throws JsonProcessingException {
    Map<String, Object> data = new LinkedHashMap<>();
    for (String field : List.of("name", "description", "version", "layer", "domain")) {
      if (random.nextBoolean()) {
        data.put(field, pick("plain", "with \"quotes\" and \\ and\nlines", "ü {{x}}"));
      }
    }
    if (random.nextInt(3) == 0) {
      data.put("version", random.nextInt(9));
    }
    if (random.nextBoolean()) {
      data.put("environment", pick("Production", "Test"));
    }
    if (random.nextInt(4) == 0) {
      data.put("environments", some("Production", "Test", "Staging"));
    }
    for (String field : List.of("labels", "tags")) {
      if (random.nextBoolean()) {
        data.put(field, some("a:b", "c", "d:\"e\""));
      }
    }
    if (component && random.nextBoolean()) {
      data.put("identifiers", some("urn:host:/a", "urn:x"));
    }
    if (!component && random.nextBoolean()) {
      data.put("dependencyDirection", pick("BOTH", "NONE", "ONE_WAY"));
    }
    if (random.nextInt(5) == 0) {
      data.put("metrics", List.of(Map.of("name", "m", "id", -1, "conditions", List.of())));
    }
    return Json.mapper().writeValueAsString(data);
  }

  private String pick(String... of) {
    return of[random.nextInt(of.length)];
  }

  private Set<String> some(String... of) {
    Set<String> some = new LinkedHashSet<>();
    for (String each : of) {
      if (random.nextBoolean()) {
        some.add(each);
      }
    }
    return some;
  }
}
