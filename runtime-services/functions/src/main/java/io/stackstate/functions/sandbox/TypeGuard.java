package io.stackstate.functions.sandbox;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.FieldNode;
import org.codehaus.groovy.ast.GenericsType;
import org.codehaus.groovy.ast.InnerClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.ArrayExpression;
import org.codehaus.groovy.ast.expr.AttributeExpression;
import org.codehaus.groovy.ast.expr.CastExpression;
import org.codehaus.groovy.ast.expr.ClassExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstructorCallExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.StaticMethodCallExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.CatchStatement;
import org.codehaus.groovy.ast.stmt.ForStatement;
import org.codehaus.groovy.control.SourceUnit;

/**
 * Second look at a source, when its names are resolved: each type that it mentions must be listed,
 * and calls that no script may make are refused where they are written, so that the author sees
 * line and column before anything runs.
 */
public final class TypeGuard extends ClassCodeVisitorSupport {
  private static final Set<String> NEVER =
      Set.of(
          "execute",
          "evaluate",
          "getClass",
          "getMetaClass",
          "setMetaClass",
          "invokeMethod",
          "getClassLoader",
          "forName",
          "newInstance",
          "use",
          "mixin",
          "metaClass",
          "exit",
          "addShutdownHook",
          "sleep",
          "rehydrate",
          "dehydrate",
          "setDelegate",
          "getDelegate",
          "getOwner",
          "setResolveStrategy",
          "respondsTo",
          "getMetaMethod",
          "getMetaProperty",
          "hasProperty",
          "dump",
          "getProperties",
          "$getLookup",
          "getDeclaredMethods",
          "getDeclaredFields",
          "setAccessible",
          "getProtectionDomain",
          "wait",
          "notify",
          "notifyAll");

  private final SourceUnit source;
  private final AllowList allowed;
  private final Set<String> own = new HashSet<>();
  private final Set<String> methods = new HashSet<>();

  private TypeGuard(SourceUnit source, AllowList allowed, Set<String> unit) {
    this.source = source;
    this.allowed = allowed;
    this.own.addAll(unit);
  }

  /**
   * @param unit binary names of the classes compiled together
   * @throws SandboxViolation for the first thing that is not allowed
   */
  public static void check(SourceUnit source, AllowList allowed, Set<String> unit) {
    TypeGuard guard = new TypeGuard(source, allowed, unit);
    ModuleNode module = source.getAST();
    for (ClassNode node : module.getClasses()) {
      node.getMethods().forEach(method -> guard.methods.add(method.getName()));
    }
    for (ClassNode node : List.copyOf(module.getClasses())) {
      guard.visitClass(node);
    }
  }

  private void require(ClassNode type, ASTNode at) {
    ClassNode element = type;
    while (element.isArray()) {
      element = element.getComponentType();
    }
    if (element.isGenericsPlaceHolder() || ClassHelper.isPrimitiveType(element)) {
      return;
    }
    boolean known =
        own.contains(element.getName())
            || allowed.allowsType(element.getName())
            || ClassHelper.isDynamicTyped(element)
            || ClassHelper.isObjectType(element);
    if (!known) {
      throw new SandboxViolation(
          "type " + element.getName() + " is not allowed",
          at.getLineNumber(),
          at.getColumnNumber());
    }
    requireGenerics(element, at);
  }

  private void requireGenerics(ClassNode type, ASTNode at) {
    if (!type.isUsingGenerics() || type.getGenericsTypes() == null) {
      return;
    }
    for (GenericsType argument : type.getGenericsTypes()) {
      if (!argument.isPlaceholder() && !argument.isWildcard()) {
        require(argument.getType(), at);
      }
    }
  }

  @Override
  public void visitClass(ClassNode node) {
    if (node instanceof InnerClassNode && !own.contains(node.getName())) {
      throw new SandboxViolation(
          "a class within a class is not allowed", node.getLineNumber(), node.getColumnNumber());
    }
    if (!node.isScript()) {
      require(node.getUnresolvedSuperClass(), node);
      for (ClassNode face : node.getInterfaces()) {
        if (!face.getName().equals("groovy.lang.GroovyObject")) {
          require(face, node);
        }
      }
    }
    super.visitClass(node);
  }

  @Override
  protected void visitConstructorOrMethod(MethodNode node, boolean isConstructor) {
    if (node.getLineNumber() > 0) {
      require(node.getReturnType(), node);
      requireAll(node.getParameters());
      for (ClassNode exception : node.getExceptions()) {
        require(exception, node);
      }
    }
    super.visitConstructorOrMethod(node, isConstructor);
  }

  private void requireAll(Parameter[] parameters) {
    if (parameters == null) {
      return;
    }
    for (Parameter parameter : parameters) {
      require(parameter.getOriginType(), parameter);
    }
  }

  @Override
  public void visitField(FieldNode node) {
    if (node.getLineNumber() > 0) {
      require(node.getOriginType(), node);
    }
    super.visitField(node);
  }

  @Override
  public void visitClassExpression(ClassExpression expression) {
    require(expression.getType(), expression);
    super.visitClassExpression(expression);
  }

  @Override
  public void visitCastExpression(CastExpression expression) {
    require(expression.getType(), expression);
    super.visitCastExpression(expression);
  }

  @Override
  public void visitConstructorCallExpression(ConstructorCallExpression call) {
    if (!call.isSpecialCall()) {
      require(call.getType(), call);
    }
    super.visitConstructorCallExpression(call);
  }

  @Override
  public void visitArrayExpression(ArrayExpression expression) {
    require(expression.getElementType(), expression);
    super.visitArrayExpression(expression);
  }

  @Override
  public void visitDeclarationExpression(DeclarationExpression expression) {
    if (!expression.isMultipleAssignmentDeclaration()) {
      VariableExpression variable = expression.getVariableExpression();
      require(variable.getOriginType(), variable);
    }
    super.visitDeclarationExpression(expression);
  }

  @Override
  public void visitClosureExpression(ClosureExpression expression) {
    requireAll(expression.getParameters());
    super.visitClosureExpression(expression);
  }

  @Override
  public void visitForLoop(ForStatement statement) {
    require(statement.getVariableType(), statement);
    super.visitForLoop(statement);
  }

  @Override
  public void visitCatchStatement(CatchStatement statement) {
    require(statement.getExceptionType(), statement);
    super.visitCatchStatement(statement);
  }

  @Override
  public void visitAttributeExpression(AttributeExpression expression) {
    throw new SandboxViolation(
        "reading the field of an object is not allowed",
        expression.getLineNumber(),
        expression.getColumnNumber());
  }

  @Override
  public void visitMethodCallExpression(MethodCallExpression call) {
    Expression method = call.getMethod();
    requireCallable(call.getMethodAsString(), method);
    super.visitMethodCallExpression(call);
  }

  @Override
  public void visitStaticMethodCallExpression(StaticMethodCallExpression call) {
    require(call.getOwnerType(), call);
    requireCallable(call.getMethod(), call);
    super.visitStaticMethodCallExpression(call);
  }

  private void requireCallable(String name, ASTNode at) {
    if (name != null && NEVER.contains(name) && !methods.contains(name)) {
      throw new SandboxViolation(
          "calling " + name + " is not allowed", at.getLineNumber(), at.getColumnNumber());
    }
  }

  @Override
  protected SourceUnit getSourceUnit() {
    return source;
  }
}
