package io.stackstate.functions.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.codehaus.groovy.runtime.InvokerHelper;

/**
 * Defines the classes of one script, and links them to listed types and to what compiled scripts
 * need to run, and to nothing else. Unloaded with its script.
 */
public final class ScriptLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  /** What Groovy's compiler and {@link Confinement} refer to; scripts cannot name it. */
  private static final Set<String> NEEDED =
      Set.of(
          "groovy.lang.Binding",
          "groovy.lang.Closure",
          "groovy.lang.GString",
          "groovy.lang.GroovyObject",
          "groovy.lang.GroovyObjectSupport",
          "groovy.lang.MetaClass",
          "groovy.lang.Range",
          "groovy.lang.Reference",
          "groovy.lang.Script",
          "groovy.transform.Generated",
          "groovy.transform.Internal",
          "org.codehaus.groovy.reflection.ClassInfo",
          "org.codehaus.groovy.runtime.GStringImpl",
          "org.codehaus.groovy.runtime.GeneratedClosure",
          "org.codehaus.groovy.runtime.InvokerHelper",
          "org.codehaus.groovy.runtime.ScriptBytecodeAdapter",
          "org.codehaus.groovy.runtime.powerassert.AssertionRenderer",
          "org.codehaus.groovy.runtime.powerassert.ValueRecorder",
          "org.codehaus.groovy.runtime.typehandling.DefaultTypeTransformation",
          "org.codehaus.groovy.runtime.typehandling.ShortTypeHandling",
          "org.codehaus.groovy.runtime.wrappers.Wrapper",
          Execution.class.getName(),
          Gate.class.getName(),
          SandboxLinker.class.getName(),
          "io.stackstate.functions.script.FunctionScript",
          "java.lang.Object",
          "java.lang.Class",
          "java.lang.Throwable",
          "java.lang.Error",
          "java.lang.AssertionError",
          "java.lang.BootstrapMethodError",
          "java.lang.NoClassDefFoundError",
          "java.lang.ClassNotFoundException",
          "java.lang.reflect.InvocationTargetException",
          "java.lang.invoke.CallSite",
          "java.lang.invoke.MethodHandles",
          "java.lang.invoke.MethodHandles$Lookup",
          "java.lang.invoke.MethodType",
          "java.io.Serializable");

  private final AllowList allowed;
  private final Map<String, byte[]> classes;
  private final Queue<Class<?>> loaded = new ConcurrentLinkedQueue<>();

  /**
   * @param parent where listed types are found
   * @param classes bytecode by name, as {@link Confinement} left it
   */
  public ScriptLoader(ClassLoader parent, AllowList allowed, Map<String, byte[]> classes) {
    super(parent);
    this.allowed = allowed;
    this.classes = Map.copyOf(classes);
  }

  /** Whether compiled scripts may refer to the class although they cannot name it. */
  static boolean needs(String binaryName) {
    return NEEDED.contains(binaryName);
  }

  AllowList allowed() {
    return allowed;
  }

  /** Names of the script's classes. */
  public List<String> names() {
    return List.copyOf(classes.keySet());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (classes.containsKey(name)) {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? define(name) : loaded;
      }
    }
    // The JDK compiles reflective calls into classes that are children of this loader.
    boolean ofTheJdk = name.startsWith("jdk.internal.reflect.");
    if (!allowed.allowsType(name) && !NEEDED.contains(name) && !ofTheJdk) {
      throw new ClassNotFoundException(name + " is not for scripts");
    }
    return super.loadClass(name, resolve);
  }

  private Class<?> define(String name) {
    byte[] code = classes.get(name);
    Class<?> defined = defineClass(name, code, 0, code.length);
    loaded.add(defined);
    return defined;
  }

  /**
   * Has Groovy forget what it knows about the classes, which it otherwise keeps until memory is
   * short. They stay usable.
   */
  public void forget() {
    loaded.forEach(InvokerHelper::removeClass);
  }

  @Override
  public java.net.URL getResource(String name) {
    return null;
  }
}
