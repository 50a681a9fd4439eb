package org.kendall.predict;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class KernelRidgeTest extends PredictorContract {
  @Override
  Predictor predictor() {
    return new KernelRidge();
  }

  @Test
  void refusesImpossibleSettings() {
    assertThatThrownBy(() -> new KernelRidge(List.of(), List.of(0.1)))
        .hasMessage("The widths ([]) must be at least one number, all positive.");
  }
}
