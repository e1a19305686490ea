package io.stackstate.functions.template;

import java.util.List;

/** What a tag holds: its first path, as written and as an expression, and its arguments. */
record TagContent(int at, String name, Expression head, List<Expression> arguments) {

  /** A helper's call, or a path where there are no arguments. */
  Expression value(TemplateText source) {
    if (arguments.isEmpty()) {
      return head;
    }
    TagFunctions.Known known =
        TagFunctions.find(name)
            .orElseThrow(
                () ->
                    source.error(
                        at,
                        "found \""
                            + name
                            + "\", expected a helper: "
                            + TagFunctions.names()
                            + ", include, or a block"));
    if (!known.arity().allows(arguments.size())) {
      throw source.error(
          at, name + ": found " + arguments.size() + " arguments, expected " + known.arity());
    }
    return new Expression.Call(name, known.helper(), arguments);
  }

  /** The argument at {@code index}, or nothing where it was left out. */
  Expression argument(int index) {
    return index < arguments.size() ? arguments.get(index) : new Expression.Literal(null);
  }
}
