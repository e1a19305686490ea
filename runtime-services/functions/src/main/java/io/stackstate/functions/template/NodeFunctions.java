package io.stackstate.functions.template;

import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** The helpers that look nodes up (topology sheet, section 4.3). */
final class NodeFunctions {
  private static final Set<String> CREATABLE =
      Set.of("ComponentType", "Domain", "Environment", "Layer", "RelationType");

  private NodeFunctions() {}

  static Object get(Render render, Object[] values) {
    String identifier = Printing.text(values[0]);
    if (values.length == 1) {
      return found(
          render.nodes.byIdentifier(identifier), "there is no node \"" + identifier + "\"");
    }
    TypeAndName path = TypeAndName.parse("path", Printing.text(values[1]));
    return found(
        render.nodes.ownedBy(identifier, path.type(), path.name()),
        "there is no " + path.type() + " \"" + path.name() + "\" in \"" + identifier + "\"");
  }

  static Object getFirstExisting(Render render, Object[] values) {
    for (Object value : values) {
      OptionalLong id = render.nodes.byIdentifier(Printing.text(value));
      if (id.isPresent()) {
        return id.getAsLong();
      }
    }
    throw new RenderProblem("none of the nodes exists: " + String.join(", ", texts(values)));
  }

  static Object getOrCreate(Render render, Object[] values) {
    String identifier = Printing.text(values[0]);
    if (!identifier.startsWith("urn:")) {
      return resolveOrCreate(render, values);
    }
    String created = Printing.text(values[1]);
    if (!created.startsWith(NodeIdentifier.AUTO)) {
      throw new RenderProblem(
          "create identifier: found \""
              + created
              + "\", expected one that starts with "
              + NodeIdentifier.AUTO);
    }
    TypeAndName node = TypeAndName.parse("node", Printing.text(values[2]));
    creatable(node.type());
    OptionalLong existing = render.nodes.byIdentifier(identifier);
    if (existing.isPresent()) {
      return existing.getAsLong();
    }
    return create(render, node.type(), node.name(), created);
  }

  static Object resolve(Render render, Object[] values) {
    String type = Printing.text(values[0]);
    String name = Printing.text(values[1]);
    return found(
        render.nodes.byTypeAndName(type, name), "there is no " + type + " named \"" + name + "\"");
  }

  static Object resolveOrCreate(Render render, Object[] values) {
    String type = Printing.text(values[0]);
    creatable(type);
    String name = Printing.text(Truth.of(values[1]) ? values[1] : values[2]);
    OptionalLong existing = render.nodes.byTypeAndName(type, name);
    if (existing.isPresent()) {
      return existing.getAsLong();
    }
    return create(render, type, name, NodeIdentifier.of(NodeIdentifier.AUTO, type, name));
  }

  private static Object create(Render render, String type, String name, String identifier) {
    if (name.isBlank()) {
      throw new RenderProblem("the name of the " + type + " to create is empty");
    }
    return render.nodes.getOrCreate(type, name, identifier);
  }

  private static void creatable(String type) {
    if (!CREATABLE.contains(type)) {
      throw new RenderProblem(
          "type: found \""
              + type
              + "\", expected one of "
              + String.join(", ", new TreeSet<>(CREATABLE)));
    }
  }

  private static Object found(OptionalLong id, String problem) {
    return id.orElseThrow(() -> new RenderProblem(problem));
  }

  private static String[] texts(Object[] values) {
    String[] texts = new String[values.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = "\"" + Printing.text(values[i]) + "\"";
    }
    return texts;
  }

  /** {@code Type=T;Name=N}; the name may hold any character. */
  private record TypeAndName(String type, String name) {
    static TypeAndName parse(String field, String text) {
      int end = text.indexOf(';');
      if (text.startsWith("Type=") && end > 0 && text.startsWith("Name=", end + 1)) {
        return new TypeAndName(
            text.substring("Type=".length(), end).trim(),
            text.substring(end + 1 + "Name=".length()));
      }
      throw new RenderProblem(
          field + ": found \"" + text + "\", expected \"Type=<type>;Name=<name>\"");
    }
  }
}
