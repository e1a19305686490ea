package io.stackstate.functions;

import com.stackstate.structtype.StructType;
import groovy.lang.Binding;
import groovy.lang.GroovyClassLoader;
import groovy.lang.Script;
import io.stackstate.functions.runtime.ExternalId;
import io.stackstate.functions.runtime.Sts;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.codehaus.groovy.control.CompilerConfiguration;

/**
 * Figures of calls, for a person to read; not a test. Arguments: rounds (default 5) of a second
 * each. Compares the sandbox with plain Groovy, dynamic calls by invokedynamic and by Groovy's own
 * call sites.
 */
public final class FunctionFigures {
  private static final String EXTRACTOR =
      """
      element = topologyElement.asReadonlyMap()
      externalId = element["externalId"]
      type = element["typeName"].toLowerCase()
      data = element["data"]
      identifiers = new HashSet<String>()
      if (data.containsKey("identifiers") && data["identifiers"] instanceof List<String>) {
        data["identifiers"].each { id -> identifiers.add(id) }
      }
      return Sts.createId(externalId, identifiers, type)
      """;

  private static final Map<String, Object> ELEMENT =
      Map.of(
          "externalId", "urn:app:/shop-17",
          "typeName", "Application",
          "data",
              Map.of(
                  "name",
                  "shop",
                  "layer",
                  "Applications",
                  "domain",
                  "Shop",
                  "labels",
                  List.of("team:a", "tier:1"),
                  "identifiers",
                  List.of("urn:host:/a", "urn:host:/b")));

  private FunctionFigures() {}

  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    CompiledFunction confined = Functions.COMPILER.compile(Functions.extractor(EXTRACTOR));
    Map<String, Callable<Object>> contenders = new java.util.LinkedHashMap<>();
    contenders.put("confined", () -> confined.call(Map.of("topologyElement", ELEMENT)));
    contenders.put("plain, indy", plain(true));
    contenders.put("plain, call sites", plain(false));
    contenders.put("java", () -> java(StructType.wrapMap(ELEMENT)));
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, Callable<Object>> contender : contenders.entrySet()) {
        measure(round, contender.getKey(), contender.getValue());
      }
    }
  }

  private static Callable<Object> plain(boolean indy) throws Exception {
    CompilerConfiguration configuration = new CompilerConfiguration();
    configuration.getOptimizationOptions().put("indy", indy);
    Class<?> type =
        new GroovyClassLoader(FunctionFigures.class.getClassLoader(), configuration)
            .parseClass(EXTRACTOR, "Plain.groovy");
    var constructor = type.getDeclaredConstructor();
    Sts sts = new Sts();
    return () -> {
      Map<String, Object> variables = new HashMap<>();
      variables.put("topologyElement", StructType.wrapMap(ELEMENT));
      variables.put("Sts", sts);
      Script script = (Script) constructor.newInstance();
      script.setBinding(new Binding(variables));
      ExternalId id = (ExternalId) script.run();
      return new FunctionResult.Extracted(id.externalId(), id.identifiers(), id.type());
    };
  }

  private static Object java(StructType element) {
    Map<String, Object> map = element.asReadonlyMap();
    Map<?, ?> data = (Map<?, ?>) map.get("data");
    List<?> identifiers = data.get("identifiers") instanceof List<?> list ? list : List.of();
    return new Sts()
        .createId(
            map.get("externalId"),
            new java.util.HashSet<>(identifiers),
            map.get("typeName").toString().toLowerCase(java.util.Locale.ROOT));
  }

  private static void measure(int round, String name, Callable<Object> call) throws Exception {
    long[] nanos = new long[2_000_000];
    int calls = 0;
    long cpu = java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long end = System.nanoTime() + 1_000_000_000L;
    for (long now = System.nanoTime(); now < end && calls < nanos.length; ) {
      call.call();
      long after = System.nanoTime();
      nanos[calls++] = after - now;
      now = after;
    }
    cpu = java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
    Arrays.sort(nanos, 0, calls);
    System.out.printf(
        "round %d, %-18s %,9d calls/s of processor time, median %,d ns, p99 %,d ns%n",
        round, name, calls * 1_000_000_000L / cpu, nanos[calls / 2], nanos[calls * 99 / 100]);
  }
}
