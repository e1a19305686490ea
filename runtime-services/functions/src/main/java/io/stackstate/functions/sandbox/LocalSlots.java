package io.stackstate.functions.sandbox;

import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** How many slots the local variables of each method of a class take. */
final class LocalSlots {
  private final Map<String, Integer> byMethod = new HashMap<>();

  private LocalSlots() {}

  static LocalSlots of(ClassReader reader) {
    LocalSlots slots = new LocalSlots();
    ClassVisitor collector =
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] thrown) {
            return new MethodVisitor(Opcodes.ASM9) {
              @Override
              public void visitMaxs(int maxStack, int maxLocals) {
                slots.byMethod.put(name + descriptor, maxLocals);
              }
            };
          }
        };
    reader.accept(collector, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return slots;
  }

  /** Zero for methods without code. */
  int of(String name, String descriptor) {
    return byMethod.getOrDefault(name + descriptor, 0);
  }
}
