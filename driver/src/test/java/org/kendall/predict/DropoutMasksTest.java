package org.kendall.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DropoutMasksTest {
  private static final int UNITS = 100_000;

  @Test
  void dropsItsShareAndScalesTheRestUp() {
    try (NDManager manager = NDManager.newBaseManager()) {
      float[] dropped = dropped(manager, 2);
      int zeros = 0;
      for (float unit : dropped) {
        if (unit == 0) {
          zeros++;
        } else {
          assertThat(unit).isCloseTo(1 / 0.9f, within(1e-4f));
        }
      }
      // The standard deviation is 95: a false failure in 10^6 for 475.
      assertThat(zeros).isCloseTo(UNITS / 10, within(475));
    }
  }

  @Test
  void equalGeneratorsDropTheSameUnits() {
    try (NDManager manager = NDManager.newBaseManager()) {
      assertThat(dropped(manager, 3)).isEqualTo(dropped(manager, 3));
      assertThat(dropped(manager, 3)).isNotEqualTo(dropped(manager, 4));
    }
  }

  @Test
  void everyLayerGetsAMaskOfItsOwn() {
    try (NDManager manager = NDManager.newBaseManager()) {
      DropoutMasks masks = new DropoutMasks(0.1, UNITS, new SplittableRandom(5), manager);
      NDArray ones = manager.ones(new Shape(UNITS / 10, 10));
      assertThat(masks.drop(ones).toFloatArray()).isNotEqualTo(masks.drop(ones).toFloatArray());
    }
  }

  private static float[] dropped(NDManager manager, long seed) {
    DropoutMasks masks = new DropoutMasks(0.1, UNITS, new SplittableRandom(seed), manager);
    return masks.drop(manager.ones(new Shape(UNITS))).toFloatArray();
  }
}
