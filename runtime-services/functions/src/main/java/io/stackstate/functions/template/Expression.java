package io.stackstate.functions.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands in a tag: a literal, a path, or the call of a helper. */
sealed interface Expression {
  Object evaluate(Render render);

  record Literal(Object value) implements Expression {
    @Override
    public Object evaluate(Render render) {
      return value;
    }
  }

  /** {@code @index}, {@code @key}, {@code @first}, {@code @last}, {@code @root}. */
  record Data(List<String> segments) implements Expression {
    @Override
    public Object evaluate(Render render) {
      Object value =
          segments.get(0).equals("root") ? render.parameters : render.frame.data(segments.get(0));
      return Path.members(value, segments, 1);
    }
  }

  /**
   * A path: {@code up} levels of {@code ..}; {@code own} when it starts with {@code this} or {@code
   * .} and so means the context only. Otherwise the first segment is looked up in the context, then
   * in the data of loops, then in the parameters.
   */
  record Path(int up, boolean own, List<String> segments) implements Expression {
    @Override
    public Object evaluate(Render render) {
      Frame frame = render.frame;
      for (int i = 0; i < up && frame != null; i++) {
        frame = frame.parent();
      }
      if (frame == null) {
        return null;
      }
      if (segments.isEmpty()) {
        return frame.value();
      }
      String first = segments.get(0);
      Object value = member(frame.value(), first);
      if (value == null && !own && up == 0 && !has(frame.value(), first)) {
        value = frame.data(first);
        if (value == null) {
          value = render.parameters.get(first);
        }
      }
      return members(value, segments, 1);
    }

    static Object members(Object start, List<String> segments, int from) {
      Object value = start;
      for (int i = from; i < segments.size() && value != null; i++) {
        value = member(value, segments.get(i));
      }
      return value;
    }

    private static boolean has(Object value, String name) {
      return value instanceof Map<?, ?> map && map.containsKey(name);
    }

    private static Object member(Object value, String name) {
      if (value instanceof Map<?, ?> map) {
        return map.get(name);
      }
      if (value instanceof List<?> list) {
        return item(list, name);
      }
      return value instanceof Optional<?> optional
          ? optional.map(inner -> member(inner, name)).orElse(null)
          : null;
    }

    private static Object item(List<?> list, String name) {
      if (name.equals("length") || name.equals("size")) {
        return list.size();
      }
      if (name.isEmpty()
          || name.length() > 9
          || !name.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return null;
      }
      int index = Integer.parseInt(name);
      return index < list.size() ? list.get(index) : null;
    }
  }

  /** The call of a helper with its evaluated arguments. */
  record Call(String name, TagFunction helper, List<Expression> arguments) implements Expression {
    @Override
    public Object evaluate(Render render) {
      Object[] values = new Object[arguments.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = arguments.get(i).evaluate(render);
      }
      return helper.call(render, values);
    }
  }
}
