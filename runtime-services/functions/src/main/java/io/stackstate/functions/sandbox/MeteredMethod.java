package io.stackstate.functions.sandbox;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Weaves reports to {@link Execution} into one method: when it begins, when it ends in whatever
 * way, and at each jump backwards, which is every loop. The execution is looked up once, when the
 * method begins, and kept in a local variable after all of the method's own.
 */
final class MeteredMethod extends MethodVisitor {
  private static final String EXECUTION = Type.getInternalName(Execution.class);

  private final Set<Label> seen = new HashSet<>();
  private final Label start = new Label();
  private final Label end = new Label();
  private final int variable;

  /** {@code locals} is how many slots the method itself uses. */
  MeteredMethod(MethodVisitor next, int locals) {
    super(Opcodes.ASM9, next);
    this.variable = locals;
  }

  @Override
  public void visitCode() {
    super.visitCode();
    super.visitMethodInsn(Opcodes.INVOKESTATIC, EXECUTION, "enter", "()L" + EXECUTION + ";", false);
    super.visitVarInsn(Opcodes.ASTORE, variable);
    super.visitLabel(start);
  }

  private void report(String name) {
    super.visitVarInsn(Opcodes.ALOAD, variable);
    super.visitMethodInsn(Opcodes.INVOKEVIRTUAL, EXECUTION, name, "()V", false);
  }

  @Override
  public void visitLabel(Label label) {
    seen.add(label);
    super.visitLabel(label);
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    if (seen.contains(label)) {
      report("again");
    }
    super.visitJumpInsn(opcode, label);
  }

  @Override
  public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
    report("again");
    super.visitTableSwitchInsn(min, max, otherwise, labels);
  }

  @Override
  public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
    report("again");
    super.visitLookupSwitchInsn(otherwise, keys, labels);
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
      report("leave");
    }
    super.visitInsn(opcode);
  }

  @Override
  public void visitFrame(int type, int locals, Object[] local, int stack, Object[] onStack) {
    if (type != Opcodes.F_NEW) {
      throw new IllegalStateException("frames must be expanded, found kind " + type);
    }
    Object[] all = withVariable(Arrays.copyOf(local, locals));
    super.visitFrame(type, all.length, all, stack, onStack);
  }

  /** The locals, and after whatever gap the one that is ours. */
  private Object[] withVariable(Object[] locals) {
    int slots = 0;
    for (Object local : locals) {
      slots += local == Opcodes.LONG || local == Opcodes.DOUBLE ? 2 : 1;
    }
    Object[] all = Arrays.copyOf(locals, locals.length + variable - slots + 1);
    Arrays.fill(all, locals.length, all.length - 1, Opcodes.TOP);
    all[all.length - 1] = EXECUTION;
    return all;
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    super.visitLabel(end);
    super.visitTryCatchBlock(start, end, end, null);
    // None of the method's own is needed there, so none has to keep its type.
    Object[] locals = withVariable(new Object[0]);
    super.visitFrame(Opcodes.F_NEW, locals.length, locals, 1, new Object[] {"java/lang/Throwable"});
    report("leave");
    super.visitInsn(Opcodes.ATHROW);
    super.visitMaxs(maxStack, maxLocals);
  }
}
