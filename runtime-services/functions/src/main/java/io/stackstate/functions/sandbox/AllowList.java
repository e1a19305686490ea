package io.stackstate.functions.sandbox;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What scripts may use: types, and per type the names of methods, static members and whether it may
 * be constructed. What is listed for a type holds for its subtypes too; everything else is refused.
 * Immutable, thread-safe.
 *
 * <p>Names stand for all overloads and for what Groovy adds to the type under that name, so a name
 * is only listed when every one of them is harmless.
 */
public final class AllowList {
  /** What is listed for one type. */
  record Entry(boolean construct, Set<String> methods, Set<String> statics) {
    Entry and(Entry other) {
      return new Entry(
          construct || other.construct,
          union(methods, other.methods),
          union(statics, other.statics));
    }

    private static Set<String> union(Set<String> a, Set<String> b) {
      Set<String> all = new HashSet<>(a);
      all.addAll(b);
      return Set.copyOf(all);
    }
  }

  /** In the list of methods of a type: everything that the type itself declares as public. */
  static final String OWN = "*";

  private final Map<String, Entry> entries;
  private final ClassValue<Set<String>> methods =
      new ClassValue<>() {
        @Override
        protected Set<String> computeValue(Class<?> type) {
          return collectMethods(type);
        }
      };

  AllowList(Map<String, Entry> entries) {
    this.entries = Map.copyOf(entries);
  }

  /** This list and the other one. */
  public AllowList and(AllowList other) {
    Map<String, Entry> all = new HashMap<>(entries);
    other.entries.forEach((type, entry) -> all.merge(type, entry, Entry::and));
    return new AllowList(all);
  }

  /** Whether scripts may name the type; arrays count as their elements. */
  public boolean allowsType(Class<?> type) {
    Class<?> element = type;
    while (element.isArray()) {
      element = element.getComponentType();
    }
    return element.isPrimitive() || entries.containsKey(element.getName());
  }

  /** Whether scripts may name the type of this binary name ({@code java.util.Map$Entry}). */
  public boolean allowsType(String binaryName) {
    return entries.containsKey(binaryName);
  }

  /** Whether some listed type lies in the package. */
  boolean knowsPackage(String name) {
    return entries.keySet().stream().anyMatch(type -> type.startsWith(name + "."));
  }

  boolean allowsConstructor(Class<?> type) {
    return allowsConstructor(type.getName());
  }

  boolean allowsConstructor(String binaryName) {
    Entry entry = entries.get(binaryName);
    return entry != null && entry.construct();
  }

  /** Whether the method is listed for the very type of this binary name. */
  boolean listsMethod(String binaryName, String name) {
    Entry entry = entries.get(binaryName);
    return entry != null && (entry.methods().contains(name) || entry.methods().contains(OWN));
  }

  boolean allowsMethod(Class<?> receiver, String name) {
    return methods.get(receiver).contains(name);
  }

  /** Reading a property is calling its getter. */
  boolean allowsProperty(Class<?> receiver, String property) {
    Set<String> names = methods.get(receiver);
    String capital = capitalized(property);
    return names.contains("get" + capital) || names.contains("is" + capital);
  }

  boolean allowsPropertyWrite(Class<?> receiver, String property) {
    return methods.get(receiver).contains("set" + capitalized(property));
  }

  /** A static method or field of the class itself, not of its supertypes. */
  boolean allowsStatic(Class<?> type, String name) {
    Entry entry = entries.get(type.getName());
    if (entry == null) {
      return false;
    }
    return entry.statics().contains(name)
        || ((type.isEnum() || entry.methods().contains(OWN)) && declares(type, name));
  }

  private static boolean declares(Class<?> type, String name) {
    return Arrays.stream(type.getMethods()).anyMatch(method -> own(type, method, name))
        || Arrays.stream(type.getFields())
            .anyMatch(field -> field.getDeclaringClass() == type && field.getName().equals(name));
  }

  private static boolean own(Class<?> type, java.lang.reflect.Method method, String name) {
    return method.getDeclaringClass() == type
        && method.getName().equals(name)
        && Modifier.isStatic(method.getModifiers());
  }

  private Set<String> collectMethods(Class<?> receiver) {
    Set<String> names = new HashSet<>();
    Set<Class<?>> types = new HashSet<>();
    collectTypes(receiver, types);
    if (receiver.isArray()) {
      types.add(Object[].class);
    }
    for (Class<?> type : types) {
      Entry entry = entries.get(type.getName());
      if (entry == null) {
        continue;
      }
      names.addAll(entry.methods());
      if (entry.methods().contains(OWN)) {
        for (var method : type.getMethods()) {
          if (method.getDeclaringClass() != Object.class) {
            names.add(method.getName());
          }
        }
      }
    }
    return Set.copyOf(names);
  }

  private static void collectTypes(Class<?> type, Set<Class<?>> into) {
    if (type == null || !into.add(type)) {
      return;
    }
    into.add(Object.class);
    collectTypes(type.getSuperclass(), into);
    for (Class<?> implemented : type.getInterfaces()) {
      collectTypes(implemented, into);
    }
  }

  static String capitalized(String property) {
    return property.isEmpty()
        ? property
        : property.substring(0, 1).toUpperCase(Locale.ROOT) + property.substring(1);
  }
}
