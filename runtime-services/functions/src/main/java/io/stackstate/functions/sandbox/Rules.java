package io.stackstate.functions.sandbox;

import groovy.json.JsonOutput;
import groovy.lang.Range;
import io.stackstate.functions.sandbox.Rule.Action;
import io.stackstate.functions.sandbox.Rule.Check;
import io.stackstate.functions.sandbox.Rule.Condition;
import io.stackstate.functions.sandbox.Rule.Replacement;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.codehaus.groovy.runtime.FormatHelper;
import org.codehaus.groovy.runtime.InvokerHelper;

/** The rules for calls that are not left to Groovy as they are, by name. */
final class Rules {
  private static final Map<String, List<Rule>> BY_NAME = new HashMap<>();
  private static final Pattern WIDE = Pattern.compile("%[^%a-zA-Z]*\\d{5,}");
  private static final String EXPRESSION_SIGNS = "\\.[]{}()*+?^$|<";
  private static final Predicate<Class<?>> ANY = type -> true;
  private static final Predicate<Class<?>> TEXT = subtypesOf(CharSequence.class);
  private static final Predicate<Class<?>> NUMBER = subtypesOf(Number.class);

  static {
    reflection();
    sizes();
    texts();
    numbers();
    walks();
    expressions();
    ranges();
  }

  private Rules() {}

  /** In the order in which they are asked; the first that applies is the only one. */
  static List<Rule> of(String name) {
    return BY_NAME.getOrDefault(name, List.of());
  }

  private static void add(
      Predicate<Class<?>> receivers, Condition condition, Action action, String... names) {
    for (String name : names) {
      BY_NAME
          .computeIfAbsent(name, key -> new ArrayList<>())
          .add(new Rule(receivers, condition, action));
    }
  }

  private static void check(
      Predicate<Class<?>> receivers, Condition condition, Check check, String... names) {
    add(receivers, condition, check, names);
  }

  private static void replace(
      Predicate<Class<?>> receivers, Condition condition, Replacement action, String... names) {
    add(receivers, condition, action, names);
  }

  private static Predicate<Class<?>> subtypesOf(Class<?>... types) {
    return type -> Arrays.stream(types).anyMatch(each -> each.isAssignableFrom(type));
  }

  private static void reflection() {
    Predicate<Class<?>> noMap = subtypesOf(Map.class).negate();
    Condition byName = (receiver, first) -> first instanceof CharSequence;
    replace(
        noMap,
        byName,
        (list, receiver, name, arguments) ->
            Properties.get(list, receiver, arguments[0].toString()),
        "getAt");
    replace(
        noMap,
        byName,
        (list, receiver, name, arguments) -> {
          Properties.set(list, receiver, arguments[0].toString(), arguments[1]);
          return arguments[1];
        },
        "putAt");
    replace(
        ANY,
        (receiver, first) -> first instanceof Class,
        (list, receiver, name, arguments) -> Casts.coerce(list, receiver, (Class<?>) arguments[0]),
        "asType");
    replace(
        subtypesOf(Class.class),
        (receiver, first) -> receiver == JsonOutput.class,
        (list, receiver, name, arguments) -> PlainJson.write(arguments[0]),
        "toJson");
  }

  private static void sizes() {
    check(
        subtypesOf(CharSequence.class, Collection.class),
        null,
        (receiver, arguments) -> {
          if (arguments[0] instanceof Number times) {
            Execution.charge(Sizes.of(receiver) * Math.max(times.intValue(), 0));
          }
        },
        "multiply",
        "repeat");
    replace(
        subtypesOf(String.class),
        null,
        (list, receiver, name, arguments) -> concatenate((String) receiver, arguments),
        "plus",
        "concat");
    check(
        subtypesOf(Collection.class, CharSequence.class, Map.class),
        null,
        (receiver, arguments) -> {
          Sizes.requireWalkable(receiver instanceof CharSequence ? arguments[0] : null);
          Execution.charge(
              Sizes.of(receiver) + (arguments.length == 0 ? 0 : Sizes.of(arguments[0])));
        },
        "plus",
        "addAll",
        "putAll");
    check(
        ANY,
        null,
        (receiver, arguments) ->
            Execution.charge(arguments[0] instanceof Number n ? Math.max(n.longValue(), 0) : 1),
        "nCopies");
  }

  private static void texts() {
    check(
        TEXT,
        null,
        (receiver, arguments) -> {
          Object added = arguments[arguments.length - 1];
          Sizes.requireWalkable(added);
          Execution.charge(Sizes.of(receiver) + Sizes.of(added));
        },
        "append",
        "insert",
        "leftShift");
    check(
        TEXT,
        (receiver, first) -> first instanceof Number,
        (receiver, arguments) -> Execution.charge(Math.max(((Number) arguments[0]).longValue(), 0)),
        "padLeft",
        "padRight",
        "center",
        "indent");
    check(
        subtypesOf(String.class, Class.class),
        (receiver, first) -> receiver == String.class || receiver instanceof String,
        Rules::requireNarrow,
        "format",
        "formatted");
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

  private static void requireNarrow(Object receiver, Object[] arguments) {
    for (Object argument : arguments) {
      Sizes.requireWalkable(argument);
    }
    String pattern = String.valueOf(receiver instanceof String ? receiver : arguments[0]);
    if (WIDE.matcher(pattern).find()) {
      throw new LimitExceeded(
          LimitExceeded.Resource.MEMORY, "a width of more than 9999 characters in a format");
    }
  }

  private static void numbers() {
    check(
        ANY,
        (receiver, first) -> isBig(receiver) || isBig(first),
        (receiver, arguments) -> {
          Sizes.requireModest(receiver);
          if (arguments.length > 0) {
            Sizes.requireModest(arguments[0]);
          }
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
    check(
        NUMBER,
        null,
        (receiver, arguments) -> {
          Sizes.requireModest(receiver);
          Sizes.requireExponent(arguments[0]);
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
    check(
        TEXT,
        null,
        (receiver, arguments) -> Sizes.requireNumber((CharSequence) receiver),
        "toBigDecimal",
        "toBigInteger");
  }

  private static boolean isBig(Object number) {
    return number instanceof BigDecimal || number instanceof BigInteger;
  }

  private static void walks() {
    check(
        subtypesOf(Collection.class, Map.class, Object[].class)
            .and(subtypesOf(Range.class).negate()),
        null,
        (receiver, arguments) -> Sizes.requireWalkable(receiver),
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
    replace(
        TEXT,
        (receiver, first) -> !(receiver instanceof String && isPlain(first)),
        (list, receiver, name, arguments) ->
            RegularExpressions.call((CharSequence) receiver, name, arguments),
        "replaceAll",
        "replaceFirst",
        "matches",
        "split",
        "find",
        "findAll",
        "eachMatch");
    replace(
        subtypesOf(Pattern.class),
        (receiver, first) -> first instanceof CharSequence,
        (list, receiver, name, arguments) -> {
          Object[] watched = arguments.clone();
          watched[0] = InterruptibleText.of((CharSequence) arguments[0]);
          return InvokerHelper.invokeMethod(receiver, name, watched);
        },
        "matcher",
        "split");
  }

  /** Whether an expression is a text to be found as it is, for which no search takes long. */
  private static boolean isPlain(Object expression) {
    if (!(expression instanceof String text)) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (EXPRESSION_SIGNS.indexOf(text.charAt(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  private static void ranges() {
    replace(
        subtypesOf(Range.class),
        (receiver, first) -> ((Range<?>) receiver).size() > InterruptibleRange.SMALL,
        (list, receiver, name, arguments) ->
            InvokerHelper.invokeMethod(
                new InterruptibleRange((Range<?>) receiver), name, arguments),
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
