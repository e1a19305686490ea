package io.stackstate.stql;

import org.roaringbitmap.RoaringBitmap;

/** Told about the steps of a plan while it is carried out; a step's inputs begin and end in it. */
interface StepListener {
  /** Nobody listens. */
  StepListener NONE =
      new StepListener() {
        @Override
        public void begins(Plan step) {
          // Nobody listens.
        }

        @Override
        public void ends(Plan step, RoaringBitmap found) {
          // Nobody listens.
        }
      };

  void begins(Plan step);

  /**
   * @param found not to be modified
   */
  void ends(Plan step, RoaringBitmap found);
}
