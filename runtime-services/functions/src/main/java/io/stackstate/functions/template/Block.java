package io.stackstate.functions.template;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parts of a template with a body. */
sealed interface Block extends Node {

  /** {@code if}, and {@code unless} with its bodies exchanged. */
  record If(Expression condition, Node body, Node inverse) implements Block {
    @Override
    public void render(Render render) {
      (Truth.of(condition.evaluate(render)) ? body : inverse).render(render);
    }
  }

  /** {@code with}: the value becomes the context; the inverse when it is false. */
  record With(Expression value, Node body, Node inverse) implements Block {
    @Override
    public void render(Render render) {
      Object inner = value.evaluate(render);
      if (!Truth.of(inner)) {
        inverse.render(render);
        return;
      }
      Frame outer = render.frame;
      render.frame = outer.with(inner);
      try {
        body.render(render);
      } finally {
        render.frame = outer;
      }
    }
  }

  /** {@code {{#path}}}: a loop over a collection, a condition on true, else {@code with}. */
  record Section(Expression value, Node body, Node inverse) implements Block {
    @Override
    public void render(Render render) {
      Object found = value.evaluate(render);
      Expression known = new Expression.Literal(found);
      if (found instanceof Collection || found instanceof Object[]) {
        new Each(known, body, inverse).render(render);
      } else if (found instanceof Boolean) {
        new If(known, body, inverse).render(render);
      } else {
        new With(known, body, inverse).render(render);
      }
    }
  }

  /** {@code each}: the body once per item of a collection or entry of a map. */
  record Each(Expression iteratee, Node body, Node inverse) implements Block {
    @Override
    public void render(Render render) {
      Object items = iteratee.evaluate(render);
      if (!Truth.of(items)) {
        inverse.render(render);
        return;
      }
      loop(render, items, (index, ignored) -> body.render(render));
    }
  }

  /** {@code join}: the trimmed bodies with a separator between them, all in prefix and suffix. */
  record Join(
      Expression iteratee,
      Expression separator,
      Expression prefix,
      Expression suffix,
      Node body,
      Node inverse)
      implements Block {
    @Override
    public void render(Render render) {
      Object items = iteratee.evaluate(render);
      if (!Truth.of(items)) {
        inverse.render(render);
        return;
      }
      String between = Printing.text(separator.evaluate(render));
      render.value(Printing.text(prefix.evaluate(render)));
      loop(
          render,
          items,
          (index, ignored) -> {
            if (index > 0) {
              render.value(between);
            }
            int start = render.out.length();
            body.render(render);
            trim(render.out, start);
          });
      render.value(Printing.text(suffix.evaluate(render)));
    }

    private static void trim(StringBuilder out, int start) {
      int end = out.length();
      while (end > start && out.charAt(end - 1) <= ' ') {
        end--;
      }
      out.setLength(end);
      int first = start;
      while (first < end && out.charAt(first) <= ' ') {
        first++;
      }
      out.delete(start, first);
    }
  }

  /** Adds the place of a block to what goes wrong in its expressions. */
  record Placed(TemplateText source, int at, Block block) implements Block {
    @Override
    public void render(Render render) {
      try {
        block.render(render);
      } catch (RenderProblem e) {
        throw source.error(at, e.getMessage());
      }
    }
  }

  /** What a loop does for each item. */
  interface Body {
    void item(int index, Object value);
  }

  private static void loop(Render render, Object items, Body body) {
    if (items instanceof Map<?, ?> map) {
      loopEntries(render, map, body);
      return;
    }
    Collection<?> values = collection(items);
    Frame outer = render.frame;
    Iterator<?> rest = values.iterator();
    try {
      for (int index = 0; rest.hasNext(); index++) {
        render.step();
        Object value = rest.next();
        render.frame = outer.item(value, null, index, !rest.hasNext());
        body.item(index, value);
      }
    } finally {
      render.frame = outer;
    }
  }

  private static void loopEntries(Render render, Map<?, ?> map, Body body) {
    Frame outer = render.frame;
    Iterator<? extends Map.Entry<?, ?>> rest = map.entrySet().iterator();
    try {
      for (int index = 0; rest.hasNext(); index++) {
        render.step();
        Map.Entry<?, ?> entry = rest.next();
        render.frame = outer.item(entry.getValue(), entry.getKey(), index, !rest.hasNext());
        body.item(index, entry.getValue());
      }
    } finally {
      render.frame = outer;
    }
  }

  /** The items; a single value that is no collection is its own only item. */
  private static Collection<?> collection(Object items) {
    if (items instanceof Collection<?> collection) {
      return collection;
    }
    if (items instanceof Object[] array) {
      return java.util.Arrays.asList(array);
    }
    return items instanceof Optional<?> optional
        ? optional.map(Block::collection).orElse(List.of())
        : List.of(items);
  }
}
