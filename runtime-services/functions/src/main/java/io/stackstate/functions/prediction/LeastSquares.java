package io.stackstate.functions.prediction;

import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;

/** The weights of functions whose sum comes nearest to values. */
final class LeastSquares {
  /** Columns that say nearly the same must not get huge weights of opposite signs. */
  private static final double SINGULAR = 1e-9;

  private LeastSquares() {}

  /**
   * @param columns of each function its value at each place
   * @return a weight for each function; empty when they cannot be told from one another
   */
  static double[] fit(double[][] columns, double[] values) {
    RealMatrix matrix = MatrixUtils.createRealMatrix(columns).transpose();
    QRDecomposition decomposition = new QRDecomposition(matrix, SINGULAR * values.length);
    return decomposition.getSolver().isNonSingular()
        ? decomposition.getSolver().solve(new ArrayRealVector(values, false)).toArray()
        : new double[0];
  }
}
