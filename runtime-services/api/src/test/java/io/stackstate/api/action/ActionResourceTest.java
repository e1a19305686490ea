package io.stackstate.api.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.ConfigFactory;
import io.stackstate.api.HttpApi;
import io.stackstate.api.TestRoutes;
import io.stackstate.api.script.ScriptSettings;
import io.stackstate.api.script.Scripts;
import io.stackstate.api.settings.TestSettings;
import io.stackstate.api.topology.ElementLookup;
import io.stackstate.api.topology.FixedTopology;
import io.stackstate.api.topology.Fixture;
import io.stackstate.model.Json;
import io.stackstate.model.change.Component;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.settings.SettingsNodes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What needs no script to run; {@code ActionApiIT} has the rest. */
class ActionResourceTest {
  private static final BuiltInAction GREET =
      new BuiltInAction() {
        @Override
        public String name() {
          return "Greet";
        }

        @Override
        public String description() {
          return "Says hello";
        }

        @Override
        public String identifier() {
          return "urn:test:greet";
        }

        @Override
        public Map<String, Object> run(Component component, OptionalLong past) {
          return Map.of("_type", "Greeting", "text", "hello " + component.name());
        }
      };

  private static final SettingsNodes SETTINGS =
      TestSettings.of(action(1, "broken", "name ="), action(2, "fine", "name = \"cart-db\""));

  private static Scripts scripts;
  private static HttpApi http;

  @BeforeAll
  static void start() {
    scripts = new Scripts(ScriptSettings.read(ConfigFactory.load()));
    http =
        TestRoutes.serve(
            routes ->
                new ActionResource(
                        SETTINGS,
                        new ElementLookup(
                            new FixedTopology(Fixture.snapshot()),
                            Duration.ofMinutes(1),
                            InstantSource.system()),
                        scripts,
                        null,
                        InstantSource.system(),
                        List.of(GREET))
                    .bind(routes));
  }

  @AfterAll
  static void stop() {
    http.close();
    scripts.close();
  }

  private static Node action(long id, String name, String bindQuery) {
    ObjectNode content = Json.mapper().createObjectNode();
    content.put("_type", "ComponentActionDefinition").put("id", id).put("name", name);
    content.put("bindQuery", bindQuery);
    content.putObject("script").put("_type", "ScriptFunctionBody").put("id", 10 + id);
    return new Node(id, ComponentAction.TYPE, null, name, null, null, false, content, 0);
  }

  @Test
  void anInvalidQueryHidesNoOtherActionAndIsTold() throws Exception {
    assertThat(http.get("/api/components/3/actions").json().findValuesAsText("name"))
        .containsExactly("fine", "Greet");
    assertThat(http.get("/api/components/2/actions").json().findValuesAsText("name"))
        .containsExactly("Greet");
    assertThat(http.get("/api/component-actions").json().get(0).toString())
        .startsWith(
            "{\"id\":1,\"name\":\"broken\",\"bindQuery\":\"name =\",\"error\":\"bindQuery: line 1");
    HttpApi.Reply run = http.post("/api/components/3/actions/1", "{}");
    assertThat(run.status()).isEqualTo(400);
    assertThat(run.json().path("_type").asText()).isEqualTo("ComponentActionInvalid");
    assertThat(run.json().path("message").asText())
        .startsWith("the action \"broken\" cannot be run: bindQuery: line 1");
  }

  @Test
  void anActionIsNotRunByTheIdOfAPartOfIt() throws Exception {
    assertThat(SETTINGS.byId(12)).map(Node::id).as("that owns it").hasValue(2L);
    for (String id : List.of("12", "99999999999999999999")) {
      HttpApi.Reply run = http.post("/api/components/3/actions/" + id, "{}");

      assertThat(run.status()).isEqualTo(404);
      assertThat(run.json().path("_type").asText()).isEqualTo("ComponentActionNotFound");
      assertThat(run.json().path("actionId").asText()).isEqualTo(id);
    }
  }

  @Test
  void aBuiltInActionIsRunLikeTheOthers() throws Exception {
    String expected =
        """
        {"result":{"_type":"Greeting","value":{""";

    assertThat(http.post("/api/components/3/actions/urn%3Atest%3Agreet", "").raw().body())
        .startsWith(expected)
        .contains("\"text\":\"hello cart-db\"");
    assertThat(http.post("/api/components/3/actions/" + GREET.id(), "").status()).isEqualTo(200);
    assertThat(http.post("/api/components/99/actions/" + GREET.id(), "").status()).isEqualTo(404);
  }
}
