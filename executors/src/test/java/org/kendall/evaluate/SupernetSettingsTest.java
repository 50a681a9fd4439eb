package org.kendall.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kendall.evaluate.SupernetSettings.Sharing;
import org.kendall.nn.supernet.Curriculum;
import org.kendall.nn.supernet.Sampling;

class SupernetSettingsTest {
  /** Of two epochs, .8 of them is the end; of three, the last one's beginning. */
  @Test
  void everyBlockMustOpen() {
    assertThatThrownBy(() -> blocks(2, -1))
        .hasMessage("The epochs (2) must be enough for each of the 3 blocks to open.");
    assertThatThrownBy(() -> blocks(10, 0)).hasMessageStartingWith("The epochs (10)");
    assertThat(blocks(3, -1).parts()).hasSize(1);
    assertThat(blocks(15, 0).parts()).hasSize(5);
  }

  private static SupernetSettings blocks(int epochs, int dividingEdge) {
    return new SupernetSettings(
        "digits",
        2,
        1,
        Sharing.BLOCKS,
        new Curriculum(List.of(0.0, 0.4, 0.8), List.of()),
        dividingEdge,
        Sampling.UNIFORM,
        1,
        epochs,
        32,
        0.05,
        0.9,
        0,
        0.2,
        0.2,
        0);
  }
}
