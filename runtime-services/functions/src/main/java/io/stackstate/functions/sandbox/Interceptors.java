package io.stackstate.functions.sandbox;

import groovy.json.JsonOutput;
import groovy.lang.Range;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.codehaus.groovy.runtime.FormatHelper;
import org.codehaus.groovy.runtime.InvokerHelper;

/** The calls that are not left to Groovy, by name. */
final class Interceptors {
  private interface Test {
    boolean applies(Object receiver, Object first);
  }

  private interface Call {
    Object call(AllowList list, Object receiver, String name, Object[] arguments);
  }

  private record Rule(Test test, Call action) implements Interceptor {
    @Override
    public boolean applies(Object receiver, Object first) {
      return test.applies(receiver, first);
    }

    @Override
    public Object call(AllowList list, Object receiver, String name, Object[] arguments) {
      return action.call(list, receiver, name, arguments);
    }
  }

  private static final Map<String, Interceptor> BY_NAME = new HashMap<>();
  private static final Pattern WIDE = Pattern.compile("%[^%a-zA-Z]*\\d{5,}");
  private static final Pattern REGEX_SIGNS = Pattern.compile("[\\\\.\\[\\]{}()*+?^$|<]");

  static {
    reflection();
    sizes();
    numbers();
    walks();
    expressions();
    ranges();
  }

  private Interceptors() {}

  /** Null when Groovy may do every call of this name. */
  static Interceptor of(String name) {
    return BY_NAME.get(name);
  }

  private static void add(Test test, Call action, String... names) {
    for (String name : names) {
      BY_NAME.merge(name, new Rule(test, action), Interceptor::or);
    }
  }

  private static Object dispatch(Object receiver, String name, Object[] arguments) {
    return InvokerHelper.invokeMethod(receiver, name, arguments);
  }

  private static void reflection() {
    add(
        (receiver, first) -> first instanceof CharSequence && !(receiver instanceof Map),
        (list, receiver, name, arguments) ->
            Properties.get(list, receiver, arguments[0].toString()),
        "getAt");
    add(
        (receiver, first) -> first instanceof CharSequence && !(receiver instanceof Map),
        (list, receiver, name, arguments) -> {
          Properties.set(list, receiver, arguments[0].toString(), arguments[1]);
          return arguments[1];
        },
        "putAt");
    add(
        (receiver, first) -> first instanceof Class,
        (list, receiver, name, arguments) -> Casts.coerce(list, receiver, (Class<?>) arguments[0]),
        "asType");
    add(
        (receiver, first) -> receiver == JsonOutput.class,
        (list, receiver, name, arguments) -> PlainJson.write(arguments[0]),
        "toJson");
  }

  private static void sizes() {
    add(
        (receiver, first) -> receiver instanceof CharSequence || receiver instanceof Collection,
        (list, receiver, name, arguments) -> {
          if (arguments[0] instanceof Number times) {
            Execution.charge(Sizes.of(receiver) * Math.max(times.intValue(), 0));
          }
          return dispatch(receiver, name, arguments);
        },
        "multiply",
        "repeat");
    add(
        (receiver, first) -> receiver instanceof String,
        (list, receiver, name, arguments) -> concatenate((String) receiver, arguments),
        "plus",
        "concat");
    add(
        (receiver, first) ->
            receiver instanceof Collection
                || receiver instanceof CharSequence
                || receiver instanceof Map,
        (list, receiver, name, arguments) -> {
          Sizes.requireWalkable(receiver instanceof CharSequence ? arguments[0] : null);
          Execution.charge(
              Sizes.of(receiver) + (arguments.length == 0 ? 0 : Sizes.of(arguments[0])));
          return dispatch(receiver, name, arguments);
        },
        "plus",
        "addAll",
        "putAll");
    add(
        (receiver, first) -> receiver instanceof CharSequence,
        (list, receiver, name, arguments) -> {
          Object added = arguments[arguments.length - 1];
          Sizes.requireWalkable(added);
          Execution.charge(Sizes.of(receiver) + Sizes.of(added));
          return dispatch(receiver, name, arguments);
        },
        "append",
        "insert",
        "leftShift");
    add(
        (receiver, first) -> receiver instanceof CharSequence && first instanceof Number,
        (list, receiver, name, arguments) -> {
          Execution.charge(Math.max(((Number) arguments[0]).longValue(), 0));
          return dispatch(receiver, name, arguments);
        },
        "padLeft",
        "padRight",
        "center",
        "indent");
    add(
        (receiver, first) -> receiver == String.class || receiver instanceof String,
        (list, receiver, name, arguments) -> format(receiver, name, arguments),
        "format",
        "formatted");
    add(
        (receiver, first) -> true,
        (list, receiver, name, arguments) -> {
          Execution.charge(arguments[0] instanceof Number n ? Math.max(n.longValue(), 0) : 1);
          return dispatch(receiver, name, arguments);
        },
        "nCopies");
  }

  private static Object concatenate(String text, Object[] arguments) {
    Object added = arguments[0];
    if (!(added instanceof String) && !(added instanceof Number)) {
      Sizes.requireWalkable(added);
    }
    String tail = added instanceof String string ? string : FormatHelper.toString(added);
    Execution.charge((long) text.length() + tail.length());
    return text.concat(tail);
  }

  private static Object format(Object receiver, String name, Object[] arguments) {
    for (Object argument : arguments) {
      Sizes.requireWalkable(argument);
    }
    String pattern = String.valueOf(receiver instanceof String ? receiver : arguments[0]);
    if (WIDE.matcher(pattern).find()) {
      throw new LimitExceeded(
          LimitExceeded.Resource.MEMORY, "a width of more than 9999 characters in a format");
    }
    return dispatch(receiver, name, arguments);
  }

  private static void numbers() {
    Test big = (receiver, first) -> isBig(receiver) || isBig(first);
    add(
        big,
        (list, receiver, name, arguments) -> {
          Sizes.requireModest(receiver);
          if (arguments.length > 0) {
            Sizes.requireModest(arguments[0]);
          }
          return dispatch(receiver, name, arguments);
        },
        "plus",
        "minus",
        "multiply",
        "div",
        "mod",
        "remainder",
        "intdiv",
        "compareTo",
        "add",
        "subtract",
        "divide",
        "negate",
        "abs",
        "round",
        "toBigInteger",
        "toPlainString",
        "toString",
        "intValue",
        "longValue",
        "toInteger",
        "toLong",
        "equals",
        "hashCode",
        "next",
        "previous",
        "max",
        "min");
    add(
        (receiver, first) -> receiver instanceof Number,
        (list, receiver, name, arguments) -> {
          Sizes.requireModest(receiver);
          Sizes.requireExponent(arguments[0]);
          return dispatch(receiver, name, arguments);
        },
        "power",
        "pow",
        "shiftLeft",
        "leftShift",
        "setScale",
        "movePointLeft",
        "movePointRight",
        "scaleByPowerOfTen",
        "round",
        "trunc");
    add(
        (receiver, first) -> receiver instanceof CharSequence,
        (list, receiver, name, arguments) -> {
          Sizes.requireNumber((CharSequence) receiver);
          return dispatch(receiver, name, arguments);
        },
        "toBigDecimal",
        "toBigInteger");
  }

  private static boolean isBig(Object number) {
    return number instanceof BigDecimal || number instanceof BigInteger;
  }

  private static void walks() {
    add(
        (receiver, first) ->
            (receiver instanceof Collection && !(receiver instanceof Range))
                || receiver instanceof Map
                || receiver instanceof Object[],
        (list, receiver, name, arguments) -> {
          Sizes.requireWalkable(receiver);
          return dispatch(receiver, name, arguments);
        },
        "toString",
        "join",
        "inspect",
        "flatten",
        "hashCode",
        "equals",
        "toListString",
        "toMapString",
        "unique",
        "toUnique",
        "toSet",
        "sum",
        "intersect",
        "disjoint",
        "minus");
  }

  private static void expressions() {
    Test text = (receiver, first) -> receiver instanceof CharSequence;
    add(
        text,
        (list, receiver, name, arguments) -> {
          boolean plain =
              receiver instanceof String
                  && arguments.length > 0
                  && arguments[0] instanceof String expression
                  && !REGEX_SIGNS.matcher(expression).find();
          return plain
              ? dispatch(receiver, name, arguments)
              : RegularExpressions.call((CharSequence) receiver, name, arguments);
        },
        "replaceAll",
        "replaceFirst",
        "matches",
        "split",
        "find",
        "findAll",
        "eachMatch");
    add(
        (receiver, first) -> receiver instanceof Pattern && first instanceof CharSequence,
        (list, receiver, name, arguments) -> {
          Object[] watched = arguments.clone();
          watched[0] = InterruptibleText.of((CharSequence) arguments[0]);
          return dispatch(receiver, name, watched);
        },
        "matcher",
        "split");
  }

  private static void ranges() {
    add(
        (receiver, first) ->
            receiver instanceof Range<?> range && range.size() > InterruptibleRange.SMALL,
        (list, receiver, name, arguments) ->
            dispatch(new InterruptibleRange((Range<?>) receiver), name, arguments),
        "sum",
        "toList",
        "toSet",
        "asList",
        "toArray",
        "collect",
        "collectEntries",
        "collectMany",
        "findAll",
        "findResults",
        "grep",
        "count",
        "countBy",
        "groupBy",
        "max",
        "min",
        "join",
        "inject",
        "any",
        "every",
        "find",
        "findResult",
        "findIndexOf",
        "findIndexValues",
        "each",
        "eachWithIndex",
        "reverseEach",
        "sort",
        "toSorted",
        "reverse",
        "unique",
        "toUnique",
        "plus",
        "minus",
        "multiply",
        "indexed",
        "withIndex",
        "collate",
        "hashCode",
        "equals",
        "toString",
        "contains",
        "containsAll",
        "indexOf",
        "split",
        "partition",
        "tail",
        "take",
        "drop",
        "init",
        "flatten",
        "transpose",
        "subList",
        "intersect",
        "disjoint",
        "step",
        "takeWhile",
        "dropWhile",
        "average",
        "forEach",
        "shuffled",
        "chop",
        "inspect");
  }
}
