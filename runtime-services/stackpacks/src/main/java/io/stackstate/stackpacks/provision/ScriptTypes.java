package io.stackstate.stackpacks.provision;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Finds the classes that provisioning scripts are compiled against. Published scripts name {@code
 * scala.Unit} as a type argument; it is made here, an empty class for scripts only, because a class
 * of that name in our own code would stand in the way of Scala's.
 */
final class ScriptTypes extends ClassLoader {
  private static final String UNIT = "scala.Unit";

  ScriptTypes() {
    super(ScriptTypes.class.getClassLoader());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.equals(UNIT)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? unit() : loaded;
    }
  }

  private Class<?> unit() {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(
        Opcodes.V17,
        Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER,
        UNIT.replace('.', '/'),
        null,
        "java/lang/Object",
        null);
    writer.visitEnd();
    byte[] code = writer.toByteArray();
    return defineClass(UNIT, code, 0, code.length);
  }
}
