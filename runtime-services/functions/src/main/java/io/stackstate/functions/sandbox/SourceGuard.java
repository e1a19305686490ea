package io.stackstate.functions.sandbox;

import java.util.List;
import java.util.Set;
import org.codehaus.groovy.ast.AnnotatedNode;
import org.codehaus.groovy.ast.AnnotationNode;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.ImportNode;
import org.codehaus.groovy.ast.InnerClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.stmt.CatchStatement;
import org.codehaus.groovy.ast.stmt.ForStatement;
import org.codehaus.groovy.control.SourceUnit;

/**
 * First look at a source, right after it was parsed and before any name in it is resolved or any
 * transformation runs: annotations can run code while a script is compiled, so all are refused but
 * {@code @Override}. Thrown violations have line and column.
 */
public final class SourceGuard extends ClassCodeVisitorSupport {
  private static final Set<String> ANNOTATIONS = Set.of("Override", "java.lang.Override");

  /** Methods through which Groovy would dispatch calls, or which the JVM calls by itself. */
  private static final Set<String> RESERVED_METHODS =
      Set.of(
          "getMetaClass",
          "setMetaClass",
          "invokeMethod",
          "getProperty",
          "setProperty",
          "methodMissing",
          "propertyMissing",
          "$static_methodMissing",
          "$static_propertyMissing",
          "finalize",
          "clone",
          "readObject",
          "readResolve",
          "writeObject",
          "writeReplace",
          "getBinding",
          "setBinding",
          "variables",
          "main",
          "getAttribute",
          "setAttribute");

  private final SourceUnit source;
  private final ScriptForm form;

  private SourceGuard(SourceUnit source, ScriptForm form) {
    this.source = source;
    this.form = form;
  }

  /**
   * @throws SandboxViolation for the first thing that is not allowed
   */
  public static void check(SourceUnit source, ScriptForm form, AllowList allowed) {
    SourceGuard guard = new SourceGuard(source, form);
    ModuleNode module = source.getAST();
    guard.checkImports(module, allowed);
    if (module.getPackage() != null) {
      guard.checkAnnotations(module.getPackage());
      if (form == ScriptForm.STATEMENTS) {
        throw violation("a package is not allowed", module.getPackage());
      }
    }
    for (ClassNode node : List.copyOf(module.getClasses())) {
      guard.visitClass(node);
    }
  }

  private static SandboxViolation violation(String message, org.codehaus.groovy.ast.ASTNode node) {
    return new SandboxViolation(message, node.getLineNumber(), node.getColumnNumber());
  }

  private void checkImports(ModuleNode module, AllowList allowed) {
    for (ImportNode node : module.getImports()) {
      checkImport(node, allowed);
    }
    for (ImportNode node : module.getStaticImports().values()) {
      checkImport(node, allowed);
    }
    for (ImportNode node : module.getStaticStarImports().values()) {
      checkImport(node, allowed);
    }
    for (ImportNode node : module.getStarImports()) {
      checkAnnotations(node);
      String name = node.getPackageName().replaceAll("\\.$", "");
      if (!allowed.knowsPackage(name)) {
        throw violation("import of " + name + ".* is not allowed", node);
      }
    }
  }

  private void checkImport(ImportNode node, AllowList allowed) {
    checkAnnotations(node);
    if (!allowed.allowsType(node.getClassName())) {
      throw violation("import of " + node.getClassName() + " is not allowed", node);
    }
  }

  private void checkAnnotations(AnnotatedNode node) {
    for (AnnotationNode annotation : node.getAnnotations()) {
      String name = annotation.getClassNode().getName();
      if (!ANNOTATIONS.contains(name)) {
        throw violation("annotation @" + name + " is not allowed", annotation);
      }
    }
  }

  @Override
  public void visitAnnotations(AnnotatedNode node) {
    checkAnnotations(node);
  }

  @Override
  public void visitClass(ClassNode node) {
    boolean script = node.isScript();
    if (form == ScriptForm.STATEMENTS && !script) {
      throw violation("a class of its own is not allowed", node);
    }
    boolean plain =
        !node.isInterface()
            && !node.isEnum()
            && !node.isAnnotationDefinition()
            && !(node instanceof InnerClassNode);
    if (!plain) {
      throw violation("only plain classes are allowed", node);
    }
    super.visitClass(node);
  }

  @Override
  protected void visitConstructorOrMethod(MethodNode node, boolean isConstructor) {
    if (RESERVED_METHODS.contains(node.getName()) && node.getLineNumber() > 0) {
      throw violation("a method " + node.getName() + " is not allowed", node);
    }
    checkParameters(node.getParameters());
    super.visitConstructorOrMethod(node, isConstructor);
  }

  private void checkParameters(Parameter[] parameters) {
    if (parameters == null) {
      return;
    }
    for (Parameter parameter : parameters) {
      checkAnnotations(parameter);
      if (parameter.hasInitialExpression()) {
        parameter.getInitialExpression().visit(this);
      }
    }
  }

  @Override
  public void visitClosureExpression(ClosureExpression expression) {
    checkParameters(expression.getParameters());
    super.visitClosureExpression(expression);
  }

  @Override
  public void visitForLoop(ForStatement statement) {
    checkAnnotations(statement.getVariable());
    super.visitForLoop(statement);
  }

  @Override
  public void visitCatchStatement(CatchStatement statement) {
    checkAnnotations(statement.getVariable());
    super.visitCatchStatement(statement);
  }

  @Override
  protected SourceUnit getSourceUnit() {
    return source;
  }
}
