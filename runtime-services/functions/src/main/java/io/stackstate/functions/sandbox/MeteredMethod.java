package io.stackstate.functions.sandbox;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Weaves reports to {@link Execution} into one method: when it begins, when it ends in whatever
 * way, and at each jump backwards, which is every loop.
 */
final class MeteredMethod extends MethodVisitor {
  private static final String EXECUTION = Type.getInternalName(Execution.class);

  private final Set<Label> seen = new HashSet<>();
  private final Label start = new Label();
  private final Label end = new Label();

  MeteredMethod(MethodVisitor next) {
    super(Opcodes.ASM9, next);
  }

  @Override
  public void visitCode() {
    super.visitCode();
    report("enter");
    super.visitLabel(start);
  }

  private void report(String name) {
    super.visitMethodInsn(Opcodes.INVOKESTATIC, EXECUTION, name, "()V", false);
  }

  @Override
  public void visitLabel(Label label) {
    seen.add(label);
    super.visitLabel(label);
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    if (seen.contains(label)) {
      report("tick");
    }
    super.visitJumpInsn(opcode, label);
  }

  @Override
  public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
    report("tick");
    super.visitTableSwitchInsn(min, max, otherwise, labels);
  }

  @Override
  public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
    report("tick");
    super.visitLookupSwitchInsn(otherwise, keys, labels);
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
      report("exit");
    }
    super.visitInsn(opcode);
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    super.visitLabel(end);
    super.visitTryCatchBlock(start, end, end, null);
    // No local is needed there, so none has to keep its type.
    super.visitFrame(Opcodes.F_NEW, 0, new Object[0], 1, new Object[] {"java/lang/Throwable"});
    report("exit");
    super.visitInsn(Opcodes.ATHROW);
    super.visitMaxs(maxStack, maxLocals);
  }
}
