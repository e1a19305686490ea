package io.stackstate.functions.sandbox;

import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Checks and reroutes the instructions of one method: see {@link Confinement}. */
final class ConfinedMethod extends MethodVisitor {
  private static final String GROOVY = "org/codehaus/groovy/vmplugin/v8/IndyInterface";
  private static final String GATE = Type.getInternalName(Gate.class);
  private static final Handle LINKER =
      new Handle(
          Opcodes.H_INVOKESTATIC,
          Type.getInternalName(SandboxLinker.class),
          "bootstrap",
          "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;"
              + "Ljava/lang/invoke/MethodType;Ljava/lang/String;I)"
              + "Ljava/lang/invoke/CallSite;",
          false);

  private final Confinement.Types types;
  private final String method;
  private int line;

  ConfinedMethod(MethodVisitor next, Confinement.Types types, String method) {
    super(Opcodes.ASM9, next);
    this.types = types;
    this.method = method;
  }

  @Override
  public void visitLineNumber(int number, Label start) {
    line = number;
    super.visitLineNumber(number, start);
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    if (!bootstrap.getOwner().equals(GROOVY) || !bootstrap.getName().equals("bootstrap")) {
      throw refused(bootstrap.getOwner() + "." + bootstrap.getName());
    }
    requireAll(descriptor);
    super.visitInvokeDynamicInsn(name, descriptor, LINKER, arguments);
  }

  private void requireAll(String descriptor) {
    for (Type argument : Type.getArgumentTypes(descriptor)) {
      types.requireDescriptor(argument, line);
    }
    types.requireDescriptor(Type.getReturnType(descriptor), line);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    if (DirectCalls.gated(owner, name)) {
      super.visitMethodInsn(opcode, GATE, name, descriptor, false);
      return;
    }
    if (types.own(owner)) {
      requireOwn(opcode, name);
    } else if (opcode == Opcodes.INVOKESPECIAL && name.equals("<init>")) {
      beforeConstructor(owner, descriptor);
    } else if (opcode == Opcodes.INVOKESPECIAL) {
      requireSuper(owner, name);
    } else if (!DirectCalls.harmless(owner, name) && !ofStaticMetaClass(owner, name)) {
      throw refused(owner.replace('/', '.') + "." + name);
    }
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
  }

  /** Generated in each class, to find its meta class; a script cannot write it. */
  private boolean ofStaticMetaClass(String owner, String name) {
    return method.equals("$getStaticMetaClass")
        && owner.equals("java/lang/Object")
        && name.equals("getClass");
  }

  private void requireOwn(int opcode, String name) {
    if (name.equals("$getLookup")
        || (name.equals("__$swapInit") && opcode != Opcodes.INVOKESTATIC)) {
      throw refused(name);
    }
  }

  /** A method of a superclass, which the class overrides or calls by {@code super}. */
  private void requireSuper(String owner, String name) {
    String binary = owner.replace('/', '.');
    boolean allowed =
        types.allowed().listsMethod(binary, name)
            || (owner.equals("java/lang/Object")
                && (name.equals("toString") || name.equals("hashCode") || name.equals("equals")));
    if (!allowed) {
      throw refused(binary + "." + name);
    }
  }

  private void beforeConstructor(String owner, String descriptor) {
    if (owner.equals("org/codehaus/groovy/runtime/GStringImpl")) {
      super.visitInsn(Opcodes.DUP2);
      gate("interpolated", "([Ljava/lang/Object;[Ljava/lang/String;)V");
      return;
    }
    if (DirectCalls.harmless(owner, "<init>")) {
      return;
    }
    String binary = owner.replace('/', '.');
    if (!types.allowed().allowsConstructor(binary)) {
      throw refused("constructing " + binary);
    }
    boolean number = owner.startsWith("java/math/");
    if (descriptor.equals("(I)V")) {
      gate("capacity", "(I)I");
    } else if (number && descriptor.equals("(Ljava/lang/String;)V")) {
      gate("number", "(Ljava/lang/String;)Ljava/lang/String;");
    }
  }

  private void gate(String name, String descriptor) {
    super.visitMethodInsn(Opcodes.INVOKESTATIC, GATE, name, descriptor, false);
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    if (!types.own(owner)) {
      throw refused(owner.replace('/', '.') + "." + name);
    }
    super.visitFieldInsn(opcode, owner, name, descriptor);
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    types.requireDescriptor(Type.getObjectType(type), line);
    if (opcode == Opcodes.ANEWARRAY) {
      gate("capacity", "(I)I");
    }
    super.visitTypeInsn(opcode, type);
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    if (opcode == Opcodes.NEWARRAY) {
      gate("capacity", "(I)I");
    }
    super.visitIntInsn(opcode, operand);
  }

  @Override
  public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
    throw refused("making an array of several dimensions at once");
  }

  @Override
  public void visitLdcInsn(Object value) {
    if (value instanceof Type type) {
      types.requireNamed(type, line);
    } else if (value instanceof Handle || value instanceof org.objectweb.asm.ConstantDynamic) {
      throw refused("constant " + value);
    }
    super.visitLdcInsn(value);
  }

  @Override
  public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
    if (type != null) {
      types.requireRuntime(type, line);
    }
    super.visitTryCatchBlock(start, end, handler, type);
  }

  @Override
  public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
    return Confinement.requireGenerated(descriptor);
  }

  @Override
  public AnnotationVisitor visitParameterAnnotation(
      int parameter, String descriptor, boolean visible) {
    return Confinement.requireGenerated(descriptor);
  }

  private SandboxViolation refused(String what) {
    return new SandboxViolation(what + " is not allowed", line, 0);
  }
}
