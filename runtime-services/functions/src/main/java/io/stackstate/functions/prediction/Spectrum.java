package io.stackstate.functions.prediction;

import java.util.Arrays;
import org.hipparchus.complex.Complex;
import org.hipparchus.transform.DftNormalization;
import org.hipparchus.transform.FastFourierTransformer;
import org.hipparchus.transform.TransformType;

/** Finds the strongest oscillation of values. */
final class Spectrum {
  /** How much finer than the values' own the frequencies are that are looked at first. */
  private static final int FINER = 4;

  private static final int REFINEMENTS = 40;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  /** Values that fade in and out, so that what does not repeat in them is no oscillation. */
  private final double[] faded;

  private Spectrum(double... values) {
    faded = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      faded[i] = values[i] * Math.pow(Math.sin(Math.PI * (i + 0.5) / values.length), 2);
    }
  }

  /**
   * Cycles per place; at least one cycle in all values.
   *
   * @param values at least four, around 0
   */
  static double strongest(double... values) {
    return new Spectrum(values).strongest();
  }

  private double strongest() {
    int size = Integer.highestOneBit(Math.max(faded.length * FINER - 1, 1)) * 2;
    Complex[] transformed =
        new FastFourierTransformer(DftNormalization.STANDARD)
            .transform(Arrays.copyOf(faded, size), TransformType.FORWARD);
    int first = (int) Math.ceil((double) size / faded.length);
    int best = first;
    for (int i = first; i <= size / 2; i++) {
      if (transformed[i].norm() > transformed[best].norm()) {
        best = i;
      }
    }
    return refined((double) Math.max(best - 1, first) / size, (double) (best + 1) / size);
  }

  /** The top between two frequencies, by golden section. */
  private double refined(double from, double to) {
    double low = from;
    double high = to;
    for (int i = 0; i < REFINEMENTS; i++) {
      double left = high - GOLDEN * (high - low);
      double right = low + GOLDEN * (high - low);
      if (power(left) > power(right)) {
        high = right;
      } else {
        low = left;
      }
    }
    return (low + high) / 2;
  }

  private double power(double frequency) {
    double real = 0;
    double imaginary = 0;
    for (int i = 0; i < faded.length; i++) {
      double angle = 2 * Math.PI * frequency * i;
      real += faded[i] * Math.cos(angle);
      imaginary += faded[i] * Math.sin(angle);
    }
    return real * real + imaginary * imaginary;
  }
}
