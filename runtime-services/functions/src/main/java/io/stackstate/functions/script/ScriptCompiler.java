package io.stackstate.functions.script;

import groovy.lang.GroovyClassLoader;
import io.stackstate.functions.sandbox.Confinement;
import io.stackstate.functions.sandbox.SandboxViolation;
import io.stackstate.functions.sandbox.ScriptLoader;
import io.stackstate.functions.sandbox.SourceGuard;
import io.stackstate.functions.sandbox.TypeGuard;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.Phases;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.tools.GroovyClass;

/**
 * Compiles Groovy for the sandbox. Nothing of the script runs while it is compiled: annotations are
 * refused before they are looked up, and no transformation is found. Thread-safe, keeps nothing.
 */
public final class ScriptCompiler {
  /** Longer sources are refused; the longest public function has 6,000 characters. */
  private static final int MAX_LENGTH = 512 * 1024;

  private static final int MAX_NESTING = 200;

  private final ClassLoader types;

  public ScriptCompiler() {
    this(ScriptCompiler.class.getClassLoader());
  }

  /** {@code types} finds the classes that allow-lists name. */
  public ScriptCompiler(ClassLoader types) {
    this.types = types;
  }

  /**
   * @throws ScriptException with every syntax error and its place, or with the first thing that is
   *     not allowed
   */
  public CompiledScript compile(ScriptSource source) throws ScriptException {
    return compile(source, this::link);
  }

  /**
   * Finds the same errors as {@link #compile}, and loads nothing.
   *
   * @throws ScriptException as {@link #compile} does
   */
  public void check(ScriptSource source) throws ScriptException {
    compile(source, ScriptCompiler::confine);
  }

  private <T> T compile(ScriptSource source, BiFunction<ScriptSource, List<GroovyClass>, T> then)
      throws ScriptException {
    requireSize(source.name(), source.text());
    for (Map.Entry<String, String> companion : source.companions().entrySet()) {
      requireSize(companion.getKey(), companion.getValue());
    }
    try {
      return then.apply(source, generate(source));
    } catch (CompilationFailedException e) {
      throw new ScriptException(CompileErrors.of(source.name(), e));
    } catch (SandboxViolation e) {
      throw new ScriptException(
          new ScriptError(
              ScriptError.Kind.SECURITY, source.name(), e.line(), e.column(), e.getMessage()));
    } catch (StackOverflowError e) {
      throw syntax(source.name(), "nested too deeply");
    } catch (LinkageError | RuntimeException e) {
      throw syntax(source.name(), "cannot be compiled: " + e.getMessage());
    }
  }

  private static void requireSize(String name, String text) throws ScriptException {
    if (text.length() > MAX_LENGTH) {
      throw syntax(
          name, "found %d characters, at most %d are allowed".formatted(text.length(), MAX_LENGTH));
    }
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char sign = text.charAt(i);
      if (sign == '(' || sign == '[' || sign == '{') {
        depth++;
      } else if (sign == ')' || sign == ']' || sign == '}') {
        depth--;
      }
      if (depth > MAX_NESTING) {
        throw syntax(name, "brackets nested deeper than %d".formatted(MAX_NESTING));
      }
    }
  }

  private static ScriptException syntax(String name, String message) {
    return new ScriptException(new ScriptError(ScriptError.Kind.SYNTAX, name, 0, 0, message));
  }

  private List<GroovyClass> generate(ScriptSource source) {
    CompilationUnit unit = unit();
    unit.addSource(fileName(source.name()), source.text());
    source.companions().forEach((name, text) -> unit.addSource(fileName(name), text));
    unit.compile(Phases.CONVERSION);
    List<SourceUnit> sources =
        unit.getAST().getModules().stream().map(module -> module.getContext()).toList();
    for (SourceUnit one : sources) {
      SourceGuard.check(one, source.form(), source.allowed());
    }
    for (ClassNode node : unit.getAST().getClasses()) {
      if (node.isScript()) {
        node.setSuperClass(ClassHelper.make(FunctionScript.class));
        // Groovy gives every script an entry point, which would run it outside of any limit.
        node.getMethods("main").forEach(node::removeMethod);
      }
    }
    unit.compile(Phases.SEMANTIC_ANALYSIS);
    Set<String> own =
        unit.getAST().getClasses().stream().map(ClassNode::getName).collect(Collectors.toSet());
    for (SourceUnit one : sources) {
      TypeGuard.check(one, source.allowed(), own);
    }
    unit.compile(Phases.CLASS_GENERATION);
    return unit.getClasses();
  }

  /** Its base name becomes the name of the class, and is what stack traces say. */
  static String fileName(String name) {
    String file = name.replaceAll(".*/", "").replaceAll("\\.groovy$", "");
    String identifier = file.replaceAll("[^A-Za-z0-9_]", "_");
    return (identifier.matches("[A-Za-z].*") ? identifier : "F" + identifier) + ".groovy";
  }

  private CompilationUnit unit() {
    CompilerConfiguration configuration = new CompilerConfiguration();
    configuration.setTargetBytecode(CompilerConfiguration.JDK17);
    configuration.setSourceEncoding("UTF-8");
    GroovyClassLoader resolver = new GroovyClassLoader(types, configuration, false);
    // Sources and transformations are nowhere to be found: only classes are.
    resolver.setResourceLoader(name -> null);
    GroovyClassLoader transformations =
        new GroovyClassLoader(ClassLoader.getPlatformClassLoader(), configuration, false);
    return new CompilationUnit(configuration, null, resolver, transformations);
  }

  private CompiledScript link(ScriptSource source, List<GroovyClass> generated) {
    Map<String, byte[]> classes = confine(source, generated);
    return CompiledScript.of(source, new ScriptLoader(types, source.allowed(), classes));
  }

  private static Map<String, byte[]> confine(ScriptSource source, List<GroovyClass> generated) {
    Set<String> names = new HashSet<>();
    generated.forEach(one -> names.add(one.getName()));
    Map<String, byte[]> classes = new LinkedHashMap<>();
    for (GroovyClass one : generated) {
      classes.put(one.getName(), Confinement.confine(one.getBytes(), source.allowed(), names));
    }
    return classes;
  }
}
