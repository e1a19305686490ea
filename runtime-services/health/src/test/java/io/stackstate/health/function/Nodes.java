package io.stackstate.health.function;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.functions.FunctionCompiler;
import io.stackstate.functions.sandbox.Limits;
import io.stackstate.model.Json;
import io.stackstate.model.settings.SettingsNodeName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Settings nodes of functions, and the scripts of our own pack. */
public final class Nodes {
  public static final long USES = 900;
  public static final long MIN_CRITICAL = 801;
  public static final long MIN_DEVIATING = 802;
  public static final long RELATION_TYPE = 803;
  private static final FunctionCompiler COMPILER = compiler(Duration.ofMinutes(1));

  private Nodes() {}

  private static FunctionCompiler compiler(Duration time) {
    return new FunctionCompiler(100, Limits.FUNCTION.withTime(time));
  }

  /** Knows the relation type "uses" and no function. */
  public static HealthFunctions functions() {
    return functions(COMPILER);
  }

  /** The same with little time, for functions that do not end. */
  static HealthFunctions hasty() {
    return functions(compiler(Duration.ofMillis(300)));
  }

  private static HealthFunctions functions(FunctionCompiler compiler) {
    HealthFunctions functions = new HealthFunctions(compiler);
    functions.put("RelationType", USES, new SettingsNodeName(USES, null, "uses", null, List.of()));
    return functions;
  }

  /** A synchronous propagation function; {@code relationType} is its one user parameter. */
  public static SettingsNodeName propagation(long id, String script) {
    ObjectNode node = node("PropagationFunction", id, script);
    node.put("execution", "SYNC");
    parameter(node, RELATION_TYPE, "relationType", "RELATION_TYPE");
    return new SettingsNodeName(id, null, "f" + id, null, List.of(), node.toString());
  }

  /** An asynchronous propagation function. */
  static SettingsNodeName asynchronous(long id, String script) {
    ObjectNode node = node("PropagationFunction", id, script);
    parameter(node, 804, "component", "NODE_ID");
    return new SettingsNodeName(id, null, "f" + id, null, List.of(), node.toString());
  }

  /** A function of view health with two numbers. */
  public static SettingsNodeName viewHealth(long id, String script) {
    ObjectNode node = node("ViewHealthStateConfigurationFunction", id, script);
    parameter(node, MIN_CRITICAL, "minCriticalHealthStates", "LONG");
    parameter(node, MIN_DEVIATING, "minDeviatingHealthStates", "LONG");
    return new SettingsNodeName(id, null, "f" + id, null, List.of(), node.toString());
  }

  /**
   * A check function.
   *
   * @param parameters name and type of each, whose ids are those after that of the function
   */
  public static SettingsNodeName check(long id, String script, String... parameters) {
    ObjectNode node = node("CheckFunction", id, script);
    node.putArray("returnTypes").add("HEALTH_STATE");
    for (int i = 0; i < parameters.length; i += 2) {
      parameter(node, id + 1 + i / 2, parameters[i], parameters[i + 1]);
    }
    return new SettingsNodeName(id, null, "f" + id, null, List.of(), node.toString());
  }

  private static ObjectNode node(String type, long id, String script) {
    ObjectNode node = Json.mapper().createObjectNode();
    node.put("_type", type).put("id", id).put("name", "f" + id).put("script", script);
    node.putArray("parameters");
    return node;
  }

  private static void parameter(ObjectNode node, long id, String name, String type) {
    node.withArray("parameters")
        .addObject()
        .put("_type", "Parameter")
        .put("id", id)
        .put("name", name)
        .put("type", type);
  }

  /** The script of a function of the pack {@code common}. */
  public static String script(String name) {
    String resource =
        "/io/stackstate/stackpacks/packs/common/provisioning/scripts/" + name + ".groovy";
    try (InputStream in = Nodes.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
