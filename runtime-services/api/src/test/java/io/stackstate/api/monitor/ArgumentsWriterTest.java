package io.stackstate.api.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.model.Json;
import io.stackstate.stackpacks.settings.Node;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsWriterTest {
  private static final String FUNCTION =
      """
      {"_type":"MonitorFunction","id":1,"name":"f","parameters":[
       {"_type":"Parameter","id":10,"name":"limit","type":"DOUBLE"},
       {"_type":"Parameter","id":11,"name":"metrics","type":"SCRIPT_METRIC_QUERY"},
       {"_type":"Parameter","id":12,"name":"state","type":"STATE_VALUE"},
       {"_type":"Parameter","id":13,"name":"names","type":"STRING","multiple":true},
       {"_type":"Parameter","id":14,"name":"count","type":"LONG"},
       {"_type":"Parameter","id":15,"name":"metric","type":"STRUCT_TYPE"}]}
      """;

  private static String written(String arguments, boolean functionIsThere) throws Exception {
    StringWriter text = new StringWriter();
    Optional<Node> function =
        functionIsThere
            ? Optional.of(
                new Node(
                    1,
                    "MonitorFunction",
                    null,
                    "f",
                    null,
                    null,
                    false,
                    (ObjectNode) Json.mapper().readTree(FUNCTION),
                    0))
            : Optional.empty();
    try (JsonGenerator out = Json.mapper().getFactory().createGenerator(text)) {
      ArgumentsWriter.write(out, Json.mapper().readTree(arguments.replace('\'', '"')), function);
    }
    return text.toString().replace('"', '\'');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'limit':90}|[{'_type':'ArgumentDoubleVal','name':'limit','parameter':10,'value':90}]",
        "{'metrics':'q'}|[{'_type':'ArgumentScriptMetricQueryVal','name':'metrics','parameter':11,'script':'q'}]",
        "{'state':'CRITICAL'}|[{'_type':'ArgumentStateVal','name':'state','parameter':12,'value':'CRITICAL'}]",
        "{'count':3}|[{'_type':'ArgumentLongVal','name':'count','parameter':14,'value':3}]",
        "{'metric':{'query':'up'}}|[{'_type':'ArgumentStructTypeVal','name':'metric','parameter':15,'value':{'query':'up'}}]",
        "{'limit':'high'}|[{'_type':'ArgumentStringVal','name':'limit','parameter':10,'value':'high'}]",
        "{}|[]",
        "[{'_type':'ArgumentLongVal','parameter':14,'value':3}]|[{'_type':'ArgumentLongVal','parameter':14,'value':3}]",
        "[{'_type':'ArgumentScriptMetricQueryVal','parameter':11,'value':'q'}]|[{'_type':'ArgumentScriptMetricQueryVal','parameter':11,'script':'q'}]"
      })
  void aMapIsTheListThatClientsRead(String arguments, String list) throws Exception {
    assertThat(written(arguments, true)).isEqualTo(list);
  }

  @Test
  void eachValueOfOneThatMayRepeatIsAnArgument() throws Exception {
    assertThat(written("{'names':['a','b']}", true))
        .isEqualTo(
            "[{'_type':'ArgumentStringVal','name':'names','parameter':13,'value':'a'},"
                + "{'_type':'ArgumentStringVal','name':'names','parameter':13,'value':'b'}]");
  }

  @Test
  void withoutItsFunctionTheValuesTellTheTypes() throws Exception {
    assertThat(written("{'limit':90,'on':true}", false))
        .isEqualTo(
            "[{'_type':'ArgumentLongVal','name':'limit','value':90},"
                + "{'_type':'ArgumentBooleanVal','name':'on','value':true}]");
  }
}
