package io.stackstate.functions.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compiles a text. The grammar is that of topology sheet section 4.2; like the original it has no
 * white space control and no {@code else if}.
 */
final class TemplateParser {
  private static final Set<String> BLOCKS = Set.of("if", "unless", "each", "with", "join");

  private final TemplateText source;
  private final String text;
  private final Includes includes;
  private final int maxDepth;
  private final TagReader tag;
  private final Map<String, Integer> inlineBlocks = new HashMap<>();
  private int pos;
  private int depth;

  TemplateParser(TemplateText source, Includes includes, int maxDepth) {
    this.source = source;
    this.text = source.text();
    this.includes = includes;
    this.maxDepth = maxDepth;
    this.tag = new TagReader(source, maxDepth);
  }

  Node parse() {
    return body(null).main();
  }

  /** The two halves of a block's body. */
  private record Body(Node main, Node inverse) {}

  /**
   * Reads up to the closing tag of {@code open}, or to the end when {@code open} is null.
   *
   * @param open the tag that opened the block
   */
  private Body body(TagContent open) {
    List<Node> nodes = new ArrayList<>();
    Node main = null;
    while (true) {
      literal(nodes);
      if (pos >= text.length()) {
        if (open != null) {
          throw source.error(open.at(), "the block \"" + open.name() + "\" is not closed");
        }
        return new Body(new Sequence(nodes), Sequence.EMPTY);
      }
      int start = pos;
      if (isElse()) {
        if (open == null || main != null) {
          throw source.error(start, "found {{else}} outside of a block");
        }
        main = new Sequence(nodes);
        nodes = new ArrayList<>();
      } else if (isClose()) {
        if (closes(open, start)) {
          Node last = new Sequence(nodes);
          return main == null ? new Body(last, Sequence.EMPTY) : new Body(main, last);
        }
      } else {
        tag(nodes);
      }
    }
  }

  private void literal(List<Node> nodes) {
    int start = pos;
    StringBuilder out = new StringBuilder();
    while (pos < text.length() && !text.startsWith("{{", pos)) {
      if (text.startsWith("\\{{", pos) || text.startsWith("\\}}", pos)) {
        out.append(text, pos + 1, pos + 3);
        pos += 3;
      } else {
        out.append(text.charAt(pos++));
      }
    }
    if (!out.isEmpty()) {
      nodes.add(new Text(source, start, out.toString()));
    }
  }

  private boolean isElse() {
    tag.moveTo(pos + 2);
    tag.blanks();
    if (!tag.take("else") && !tag.take("^")) {
      return false;
    }
    tag.blanks();
    if (!tag.take("}}")) {
      return false;
    }
    pos = tag.position();
    return true;
  }

  private boolean isClose() {
    tag.moveTo(pos + 2);
    tag.blanks();
    return tag.take("/");
  }

  /** Reads a closing tag; false when it belongs to a helper that needed none. */
  private boolean closes(TagContent open, int start) {
    tag.blanks();
    String name = tag.name();
    tag.close("}}");
    pos = tag.position();
    if (open != null && name.equals(open.name())) {
      return true;
    }
    if (inlineBlocks.getOrDefault(name, 0) > 0) {
      inlineBlocks.merge(name, -1, Integer::sum);
      return false;
    }
    throw source.error(
        start,
        "found {{/"
            + name
            + "}}, expected "
            + (open == null ? "no closing tag" : "{{/" + open.name() + "}}"));
  }

  private void tag(List<Node> nodes) {
    int start = pos;
    tag.moveTo(pos + 2);
    if (tag.take("!")) {
      comment(start);
      return;
    }
    boolean triple = tag.take("{");
    tag.blanks();
    boolean raw = triple || tag.take("&");
    boolean opens = !raw && tag.take("#");
    boolean inverse = !raw && !opens && tag.take("^");
    boolean partial = !raw && !opens && !inverse && tag.take(">");
    tag.blanks();
    if (partial) {
      nodes.add(partial(start));
      return;
    }
    TagContent content = tag.content();
    tag.close(triple ? "}}}" : "}}");
    pos = tag.position();
    nodes.add(opens || inverse ? block(start, content, inverse) : output(start, content, raw));
  }

  private void comment(int start) {
    boolean dashes = text.startsWith("--", tag.position());
    int end = text.indexOf(dashes ? "--}}" : "}}", tag.position());
    if (end < 0) {
      throw source.error(start, "the comment that starts here is not closed");
    }
    pos = end + (dashes ? 4 : 2);
  }

  private Node partial(int start) {
    int end = text.indexOf("}}", tag.position());
    if (end < 0) {
      throw source.error(start, "the tag that starts here is not closed");
    }
    String file = text.substring(tag.position(), end).trim().replaceAll("^[\"']|[\"']$", "");
    pos = end + 2;
    return new Include(
        source,
        start,
        includes,
        new Expression.Literal(file),
        new Expression.Literal("handlebars"),
        false);
  }

  private Node output(int start, TagContent content, boolean raw) {
    int count = content.arguments().size();
    if (content.name().equals("include") && count > 0) {
      if (count > 2) {
        throw source.error(start, "include: found " + count + " arguments, expected 1 to 2");
      }
      Expression encoding = count == 1 ? new Expression.Literal("handlebars") : content.argument(1);
      return new Include(source, start, includes, content.argument(0), encoding, raw);
    }
    if (content.name().equals("join") && count > 0) {
      Node item = new Output(source, start, new Expression.Path(0, true, List.of()), raw);
      return placed(start, join(content, new Body(item, Sequence.EMPTY)));
    }
    return new Output(source, start, content.value(source), raw);
  }

  private Node block(int start, TagContent content, boolean inverted) {
    int count = content.arguments().size();
    String name = content.name();
    boolean knownBlock = BLOCKS.contains(name);
    if (!knownBlock && (count > 0 || name.equals("include"))) {
      inlineBlocks.merge(name, 1, Integer::sum);
      return output(start, content, false);
    }
    if (knownBlock && count == 0) {
      throw source.error(start, name + ": found no argument, expected what it is about");
    }
    int max = name.equals("join") ? 4 : 1;
    if (count > max) {
      throw source.error(start, name + ": found " + count + " arguments, expected " + max);
    }
    if (++depth > maxDepth) {
      throw source.error(start, "blocks are nested more than " + maxDepth + " deep");
    }
    Body body = body(content);
    depth--;
    return placed(start, block(content, inverted ? new Body(body.inverse(), body.main()) : body));
  }

  private Block block(TagContent content, Body body) {
    return switch (content.name()) {
      case "if" -> new Block.If(content.argument(0), body.main(), body.inverse());
      case "unless" -> new Block.If(content.argument(0), body.inverse(), body.main());
      case "each" -> new Block.Each(content.argument(0), body.main(), body.inverse());
      case "with" -> new Block.With(content.argument(0), body.main(), body.inverse());
      case "join" -> join(content, body);
      default -> new Block.Section(content.head(), body.main(), body.inverse());
    };
  }

  private static Block join(TagContent content, Body body) {
    return new Block.Join(
        content.argument(0),
        content.argument(1),
        content.argument(2),
        content.argument(3),
        body.main(),
        body.inverse());
  }

  private Node placed(int start, Block block) {
    return new Block.Placed(source, start, block);
  }
}
