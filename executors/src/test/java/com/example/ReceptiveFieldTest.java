package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.DilatedStack.Dilations;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.kendall.evaluate.Evaluator;
import org.kendall.evaluate.EvaluatorContract;
import org.kendall.evaluate.Extension;

class ReceptiveFieldTest extends EvaluatorContract<Dilations> {
  @Override
  protected Evaluator<Dilations> evaluator() {
    return new ReceptiveField(27);
  }

  @Override
  protected Dilations design() {
    return new Dilations(List.of(1, 2, 4));
  }

  @Test
  void doubledDilationsLeaveNoHoles() {
    // Three layers of 1, 2, 4 reach 7 to either side: 15 of 27 inputs.
    assertThat(coverage(design())).isEqualTo(100 * 15 / 27.0);
    // Dilations of 8 reach -24, -16, ... 24, of which three lie within 13 of the middle.
    assertThat(coverage(new Dilations(List.of(8, 8, 8)))).isEqualTo(100 * 3 / 27.0);
  }

  @Test
  void extensionIsFoundWithItsNames() {
    Extension found =
        ServiceLoader.load(Extension.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(SignalExtension.class::isInstance)
            .findFirst()
            .orElseThrow();
    assertThat(found.spaces()).containsOnlyKeys("dilated-stack");
    assertThat(found.evaluators()).containsEntry("receptive-field", ReceptiveField.class);
  }

  private double coverage(Dilations design) {
    return new ReceptiveField(27)
        .evaluate(design, context(1, Duration.ofMinutes(1)))
        .get("coverage");
  }
}
