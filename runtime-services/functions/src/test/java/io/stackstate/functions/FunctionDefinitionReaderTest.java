package io.stackstate.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.model.Json;
import org.junit.jupiter.api.Test;

class FunctionDefinitionReaderTest {
  private static FunctionDefinition read(String json)
      throws InvalidFunctionException, JsonProcessingException {
    return FunctionDefinitionReader.read(Json.mapper().readTree(json));
  }

  private static InvalidFunctionException failure(String json) {
    return catchThrowableOfType(InvalidFunctionException.class, () -> read(json));
  }

  @Test
  void readsAnIdExtractor() throws Exception {
    FunctionDefinition definition =
        read(
            """
            {"_type": "IdExtractorFunction", "name": "x", "identifier": "urn:a:b",
             "groovyScript": "1", "parameters": [{"_type": "Parameter", "name": "struct",
             "type": "STRUCT_TYPE", "required": true, "multiple": false, "system": true}]}
            """);

    assertThat(definition.kind()).isEqualTo(FunctionKind.ID_EXTRACTOR);
    assertThat(definition.identifier()).contains("urn:a:b");
    assertThat(definition.parameters())
        .containsExactly(new Parameter("struct", "STRUCT_TYPE", true, false, true));
    assertThat(definition.body()).isEqualTo("1");
  }

  @Test
  void aBodyIsTextOrAnObjectForEveryKind() throws Exception {
    String monitor =
        """
        {"_type": "MonitorFunction", "name": "m", "parameters": [],
         "script": {"_type": "ScriptFunctionBody", "scriptBody": "[]"}}
        """;
    String check = "{\"_type\": \" CheckFunction\", \"name\": \"c\", \"groovyScript\": \"CLEAR\"}";

    assertThat(read(monitor).body()).isEqualTo("[]");
    assertThat(read(monitor).asynchronous()).isTrue();
    assertThat(read(check).body()).isEqualTo("CLEAR");
    assertThat(read(check).asynchronous()).isFalse();
  }

  @Test
  void templatesAreReadButNotCompiled() throws Exception {
    FunctionDefinition template =
        read(
            "{\"_type\":\"ComponentTemplateFunction\",\"name\":\"t\",\"handlebarsTemplate\":\"{}\"}");

    assertThat(template.isTemplate()).isTrue();
    assertThat(
            catchThrowableOfType(
                IllegalArgumentException.class, () -> Functions.COMPILER.compile(template)))
        .hasMessageContaining("is a template");
  }

  @Test
  void everyProblemNamesNodeAndField() {
    InvalidFunctionException failure =
        failure(
            """
            {"_type": "ComponentActionDefinition", "identifier": "urn:a:b",
             "bindQuery": "name = (", "script": {"scriptBody": 1},
             "parameters": [{"name": "1x", "type": "STRING"}, {"name": "a"},
                            {"name": "a", "type": "STRING"}]}
            """);

    assertThat(failure.problems())
        .allSatisfy(
            problem ->
                assertThat(problem).startsWith("ComponentActionDefinition 'urn:a:b', field "))
        .anySatisfy(problem -> assertThat(problem).contains("field name: found nothing"))
        .anySatisfy(problem -> assertThat(problem).contains("field script.scriptBody"))
        .anySatisfy(problem -> assertThat(problem).contains("field parameters[0].name: found '1x'"))
        .anySatisfy(problem -> assertThat(problem).contains("field parameters[1].type"))
        .anySatisfy(problem -> assertThat(problem).contains("parameters[2].name: found 'a' twice"))
        .anySatisfy(problem -> assertThat(problem).contains("field bindQuery: line 1"));
  }

  @Test
  void kindsAskForTheirOwnParameters() {
    assertThat(
            failure(
                "{\"_type\":\"IdExtractorFunction\",\"name\":\"x\",\"groovyScript\":\"1\",\"parameters\":[]}"))
        .hasMessageContaining("field parameters: found 0, expected 1");
    assertThat(failure("{\"_type\":\"ComponentMappingFunction\",\"name\":\"x\",\"script\":\"1\"}"))
        .hasMessageContaining("named element");
    assertThat(
            failure(
                "{\"_type\":\"CheckFunction\",\"name\":\"x\",\"script\":\"1\",\"returnTypes\":[\"X\"]}"))
        .hasMessageContaining("expected HEALTH_STATE or RUN_STATE");
    assertThat(failure("{\"_type\":\"Layer\",\"name\":\"x\"}"))
        .hasMessageContaining("field _type: found 'Layer'");
  }
}
