package io.stackstate.functions;

import static io.stackstate.functions.Functions.call;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Query sheet, section 7.2. */
class ActionArgumentsTest {
  @Test
  void anActionSeesAComponentWithAnOptionalDescriptionAndTellsTheTypeOfItsValue() throws Exception {
    FunctionDefinition definition =
        Functions.function(
            FunctionKind.COMPONENT_ACTION,
            "entry = component.synced.find { it.sync == 4 }\n"
                + "entry.extTopologyElement.data.url + component.description.orElse('?')"
                + " + topologyTime");
    Map<String, Object> component = new HashMap<>();
    component.put("description", null);
    component.put(
        "synced",
        List.of(Map.of("sync", 4, "extTopologyElement", Map.of("data", Map.of("url", "u")))));
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("component", component);
    arguments.put("topologyTime", null);

    assertThat(call(definition, arguments)).isEqualTo(new FunctionResult.Value("String", "u?null"));
    component.put("description", "d");
    assertThat(call(definition, arguments)).isEqualTo(new FunctionResult.Value("String", "udnull"));
  }
}
