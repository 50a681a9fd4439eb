package org.kendall.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.random.RandomGenerator;

/**
 * Masks for dropout: windows into one long random mask, which is drawn once for a fit.
 *
 * <p>Every window begins at a place drawn anew. That costs nothing in a step, where a fresh number
 * for every unit would take as long as a small layer.
 */
final class DropoutMasks {
  /** So many places to begin at, in units. */
  private static final int BEGINNINGS = 1 << 18;

  /** The parts of a probability: 16 random bits decide on one unit. */
  private static final int PARTS = 1 << 16;

  private final ByteBuffer mask;
  private final RandomGenerator random;

  /**
   * Draws the mask.
   *
   * @param rate the share of units that become zero; the others are scaled up to keep the mean
   * @param largest units of the largest window
   */
  DropoutMasks(double rate, int largest, RandomGenerator random) {
    this.random = random;
    int units = largest + BEGINNINGS;
    mask = ByteBuffer.allocateDirect(units * Float.BYTES).order(ByteOrder.nativeOrder());
    int dropped = (int) Math.round(rate * PARTS);
    float kept = (float) PARTS / (PARTS - dropped);
    long bits = 0;
    for (int unit = 0; unit < units; unit++) {
      bits = unit % 4 == 0 ? random.nextLong() : bits >>> 16;
      mask.putFloat(unit * Float.BYTES, (bits & (PARTS - 1)) < dropped ? 0 : kept);
    }
  }

  /** The array with some of its elements set to zero, the others scaled up. */
  NDArray drop(NDArray units) {
    int size = Math.toIntExact(units.size()) * Float.BYTES;
    int begin = random.nextInt(BEGINNINGS) * Float.BYTES;
    NDManager manager = units.getManager();
    return units.mul(manager.create(mask.slice(begin, size), units.getShape(), DataType.FLOAT32));
  }
}
