package io.stackstate.functions.sandbox;

import java.util.Set;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.TypePath;

/**
 * Reads the bytecode that Groovy generated for a script and writes the one that will run: dynamic
 * calls are linked by the sandbox, loops and methods are metered, entries that are of no use to a
 * script are left out, and whatever is not known to be harmless is refused.
 */
public final class Confinement extends ClassVisitor {
  /** The last one is what Groovy marks the accessors of its own methods with. */
  private static final Set<String> GENERATED =
      Set.of(
          "Lgroovy/transform/Generated;", "Lgroovy/transform/Internal;", "Ljava/beans/Transient;");

  private final Types types;
  private final LocalSlots locals;

  private Confinement(ClassVisitor next, Types types, LocalSlots locals) {
    super(Opcodes.ASM9, next);
    this.types = types;
    this.locals = locals;
  }

  /**
   * @param code bytecode of one class
   * @param unit binary names of all classes of the same script
   * @throws SandboxViolation naming the line of what is refused
   */
  public static byte[] confine(byte[] code, AllowList allowed, Set<String> unit) {
    ClassReader reader = new ClassReader(code);
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    reader.accept(
        new Confinement(writer, new Types(allowed, unit), LocalSlots.of(reader)),
        ClassReader.EXPAND_FRAMES);
    return writer.toByteArray();
  }

  @Override
  public void visit(
      int version, int access, String name, String signature, String superName, String[] faces) {
    types.requireRuntime(superName, 0);
    for (String face : faces) {
      types.requireRuntime(face, 0);
    }
    super.visit(version, access, name, null, superName, faces);
  }

  @Override
  public FieldVisitor visitField(
      int access, String field, String descriptor, String signature, Object value) {
    types.requireDescriptor(Type.getType(descriptor), 0);
    return super.visitField(access, field, descriptor, null, value);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String method, String descriptor, String signature, String[] exceptions) {
    boolean entry =
        (method.equals("main") && descriptor.equals("([Ljava/lang/String;)V"))
            || method.equals("$getLookup");
    if (entry) {
      return null;
    }
    for (Type argument : Type.getArgumentTypes(descriptor)) {
      types.requireDescriptor(argument, 0);
    }
    MethodVisitor next = super.visitMethod(access, method, descriptor, null, exceptions);
    MethodVisitor metered =
        method.startsWith("<") || method.equals("$getStaticMetaClass")
            ? next
            : new MeteredMethod(next, locals.of(method, descriptor));
    return new ConfinedMethod(metered, types, method);
  }

  @Override
  public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
    return requireGenerated(descriptor);
  }

  @Override
  public AnnotationVisitor visitTypeAnnotation(
      int reference, TypePath path, String descriptor, boolean visible) {
    return requireGenerated(descriptor);
  }

  static AnnotationVisitor requireGenerated(String descriptor) {
    if (!GENERATED.contains(descriptor)) {
      throw new SandboxViolation("annotation " + descriptor + " is not allowed", 0, 0);
    }
    return null;
  }

  @Override
  public void visitInnerClass(String inner, String outer, String innerName, int access) {
    // Nobody reflects on scripts; names of inner classes would only be links to follow.
  }

  /** Which types compiled scripts may refer to. */
  static final class Types {
    private final AllowList allowed;
    private final Set<String> unit;

    Types(AllowList allowed, Set<String> unit) {
      this.allowed = allowed;
      this.unit = unit;
    }

    boolean own(String internalName) {
      return unit.contains(internalName.replace('/', '.'));
    }

    AllowList allowed() {
      return allowed;
    }

    /** A type that the script itself names. */
    void requireNamed(Type type, int line) {
      Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
      if (element.getSort() != Type.OBJECT) {
        return;
      }
      String binary = element.getClassName();
      if (!unit.contains(binary) && !allowed.allowsType(binary)) {
        throw new SandboxViolation("type " + binary + " is not allowed", line, 0);
      }
    }

    /** A type that the script names or that generated code needs. */
    void requireDescriptor(Type type, int line) {
      Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
      if (element.getSort() == Type.OBJECT) {
        requireRuntime(element.getInternalName(), line);
      }
    }

    void requireRuntime(String internalName, int line) {
      String binary = internalName.replace('/', '.');
      if (!ScriptLoader.needs(binary)) {
        requireNamed(Type.getObjectType(internalName), line);
      }
    }
  }
}
