package io.stackstate.benchmarks.functions;

import com.stackstate.structtype.StructType;
import groovy.lang.Binding;
import groovy.lang.GroovyClassLoader;
import groovy.lang.Script;
import io.stackstate.functions.runtime.Copies;
import io.stackstate.functions.runtime.Sts;
import io.stackstate.model.change.HealthState;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A function compiled and run by Groovy as it comes, with a new instance and binding per run. */
final class PlainGroovy {
  private static final Sts STS = new Sts();

  private final SampleFunction function;
  private final Constructor<?> constructor;

  PlainGroovy(SampleFunction function) throws ReflectiveOperationException {
    this.function = function;
    Class<?> script =
        new GroovyClassLoader(PlainGroovy.class.getClassLoader())
            .parseClass(function.body(), "Plain.groovy");
    this.constructor = script.getDeclaredConstructor();
  }

  Object call() throws ReflectiveOperationException {
    Map<String, Object> variables = new HashMap<>();
    variables.put("Sts", STS);
    for (HealthState state : HealthState.values()) {
      variables.put(state.name(), state);
    }
    variables.put(function.parameter(), argument());
    Script script = (Script) constructor.newInstance();
    script.setBinding(new Binding(variables));
    return script.run();
  }

  @SuppressWarnings("unchecked")
  private Object argument() {
    if (function.argument() instanceof List<?> points) {
      List<Object> events = new ArrayList<>();
      for (Object point : points) {
        Map<String, Object> event = new HashMap<>((Map<String, Object>) point);
        event.put("point", StructType.wrapMap((Map<String, Object>) event.get("point")));
        events.add(event);
      }
      return events;
    }
    Map<String, Object> element = (Map<String, Object>) function.argument();
    return function.mutable() ? Copies.map(element) : StructType.wrapMap(element);
  }
}
