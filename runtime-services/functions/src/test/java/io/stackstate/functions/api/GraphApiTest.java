package io.stackstate.functions.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stackstate.functions.FunctionDefinition;
import io.stackstate.functions.FunctionKind;
import io.stackstate.functions.FunctionResult.Value;
import io.stackstate.functions.Functions;
import io.stackstate.functions.script.ScriptException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Query sheet, section 6.8, and the graph part of S22. */
class GraphApiTest {
  private static final List<Map<String, Object>> NODES =
      List.of(
          Map.of("id", 4L, "_type", "Sync", "name", "Netmon east"),
          Map.of("id", 5L, "_type", "Sync", "name", "Splunk"),
          Map.of("id", 6L, "_type", "Layer", "name", "Hosts", "order", 3));

  private static Value run(String script) throws ScriptException {
    FunctionDefinition action =
        new FunctionDefinition(
            FunctionKind.COMPONENT_ACTION, "a", Optional.empty(), List.of(), script, true);
    ScriptApis apis =
        new ScriptApis(
                () -> new Landscape().snapshot(), ViewSource.NONE, () -> Instant.ofEpochMilli(9))
            .reaching(GraphApiTest::nodes);
    Map<String, Object> component = new HashMap<>();
    component.put(
        "synced",
        List.of(
            Map.of("sync", 5L, "extTopologyElement", Map.of("data", Map.of("url", "no"))),
            Map.of("sync", 4L, "extTopologyElement", Map.of("data", Map.of("url", "yes")))));
    return (Value)
        Functions.COMPILER.compile(action).run(Map.of("component", component), apis).result();
  }

  private static Object nodes(Question question, Map<String, Object> wanted) {
    assertThat(question).isEqualTo(Question.NODES);
    return NODES.stream()
        .filter(node -> !(wanted.get("ids") instanceof List<?> ids) || ids.contains(node.get("id")))
        .toList();
  }

  @Test
  void aScriptFindsTheSynchronizationThatAComponentCameFrom() throws Exception {
    Value value =
        run(
            """
            entry = component.synced.find { entry ->
              Graph.query { it.V(entry.sync)[0].property('name').value().contains("Netmon") }
            }
            entry.extTopologyElement.data.url
            """);

    assertThat(value.value()).isEqualTo("yes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "it.V().hasLabel('Sync').values('name')|[Netmon east, Splunk]",
        "it.V().hasLabel('Sync', 'Layer').count()|3",
        "it.V().has('name', 'Splunk').id()|[5]",
        "it.V().has('order').forceLoadBarrier().next().value('order')|3",
        "it.V().limit(1).toList()*.label()|[Sync]",
        "it.V(7)[0]|null",
        "it.V(6)[0].property('none').isPresent()|false",
        "it.V(6, 4).label()|[Sync, Layer]"
      })
  void stepsSelectNodes(String steps, String expected) throws Exception {
    assertThat(String.valueOf(run("Graph.query { " + steps + " }").value())).isEqualTo(expected);
  }

  @Test
  void aNodeIsAMapOfItsFields() throws Exception {
    Value value = run("Graph.query { it.V(6) }");

    assertThat(value.value()).isEqualTo(List.of(NODES.get(2)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "it.V('x')|V: found x, expected the id of a node",
        "it.V(6)[0].property('none').value()|found no property none",
        "it.V(7).next()|found no node",
        "it.V().drop()|drop"
      })
  void whatIsWrongIsTold(String steps, String message) {
    ScriptException failure =
        catchThrowableOfType(ScriptException.class, () -> run("Graph.query { " + steps + " }"));

    assertThat(failure).hasMessageContaining(message);
  }
}
