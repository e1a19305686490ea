package io.stackstate.topology;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.model.ElementId;
import io.stackstate.model.Json;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.Relation;
import io.stackstate.model.change.Source;
import java.util.List;
import java.util.Random;

/** Elements as large installations have them: 4 labels, 2 identifiers, 300 bytes of properties. */
public final class TypicalTopology {
  private final Random random = new Random(1);
  private final int components;

  public TypicalTopology(int components) {
    this.components = components;
  }

  public Change component(int i) {
    String name = "checkout-7f9c6d5b4-" + Integer.toHexString(i * 0x9E3779B1);
    String externalId = "urn:kubernetes:/prod-" + i % 7 + ":shop-" + i % 50 + ":pod/" + name;
    return put(
        Aspect.COMPONENT,
        componentId(i),
        new Component(
            componentId(i),
            name,
            "type-" + i % 30,
            "layer-" + i % 8,
            "domain-" + i % 12,
            List.of("Production"),
            List.of(
                "cluster:prod-" + i % 7,
                "namespace:shop-" + i % 50,
                "app:checkout-" + i % 2_000,
                "team:" + random.nextInt(100)),
            List.of(externalId, "urn:host:/" + name),
            null,
            null,
            properties(i),
            List.of(new Source(4_711, externalId, null))));
  }

  public Change relation(int i) {
    int source = random.nextInt(components);
    // A few components have very many relations, as real topologies have.
    int target = random.nextInt(10) == 0 ? random.nextInt(20) : random.nextInt(components);
    long id = ElementId.of("relation", String.valueOf(i));
    return put(
        Aspect.RELATION,
        id,
        new Relation(
            id,
            null,
            "uses",
            componentId(source),
            componentId(target),
            DependencyDirection.ONE_WAY,
            List.of(),
            null,
            null,
            4_711,
            "urn:kubernetes:/pod/" + source + "-uses-urn:kubernetes:/pod/" + target));
  }

  public int components() {
    return components;
  }

  private static long componentId(int i) {
    return ElementId.of("component", String.valueOf(i));
  }

  private static String properties(int i) {
    return """
        {"cluster":"prod-%d","namespace":"shop-%d","image":"registry.example.org/shop/checkout:1.%d.0",\
        "restartPolicy":"Always","qosClass":"Burstable","nodeName":"node-%d.example.org",\
        "podIP":"10.%d.%d.%d","uid":"%08x-0000-4000-8000-%012x","generation":"%d","phase":"Running"}"""
        .formatted(
            i % 7,
            i % 50,
            i % 90,
            i % 400,
            i % 250,
            i / 250 % 250,
            i % 251,
            i,
            (long) i * i,
            i % 9);
  }

  private static Change put(Aspect aspect, long id, Object value) {
    try {
      return new Change(new ChangeKey(aspect, id), Json.mapper().writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
