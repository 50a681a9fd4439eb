package org.kendall.nn.supernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.kendall.data.ImageSplits;
import org.kendall.data.SplitSettings;
import org.kendall.nn.Augmentation;
import org.kendall.nn.CellEdge;
import org.kendall.nn.CellNetwork.Operation;
import org.kendall.nn.Checkpoints;
import org.kendall.nn.Learner;
import org.kendall.nn.Pass;
import org.kendall.nn.Tape;
import org.kendall.nn.Training;
import org.kendall.nn.TrainingState;
import org.kendall.nn.Weight;

class SupernetTrainingTest {
  private static final ImageSplits DIGITS =
      ImageSplits.load("digits", new SplitSettings(0.2, 0.2, 0, 600));
  private static final List<Operation> CONVOLUTIONS = Collections.nCopies(6, Operation.CONV_3X3);
  private static final List<List<Operation>> TWO =
      List.of(CONVOLUTIONS, Collections.nCopies(6, Operation.CONV_1X1));
  private static final Curriculum CURRICULUM =
      new Curriculum(List.of(0.0, 0.25, 0.5), List.of(0.5));

  private static Supernet blocks() {
    return Supernet.ofBlocks(DIGITS.train().shape(), 2, 1, 3);
  }

  private static SupernetTraining training(int epochs, Sampling sampling) {
    return new SupernetTraining(
        new Training(epochs, 40, 0.05, 0.9, 5e-4, 0, Augmentation.NONE),
        sampling,
        2,
        5,
        CURRICULUM);
  }

  @Test
  void blocksOpenAndRatesRestartAtTheStatedEpochs() {
    assertThat(List.of(0, 1, 2, 3, 4, 5, 7).stream().map(e -> CURRICULUM.open(e, 8)).toList())
        .containsExactly(1, 1, 2, 2, 3, 3, 3);
    assertThat(List.of(3, 4, 5).stream().map(e -> CURRICULUM.restarts(e, 8)).toList())
        .containsExactly(false, true, false);
    // Half a cosine from 0 to 4 and another from 4 to 8.
    assertThat(CURRICULUM.rate(0, 8)).isEqualTo(1);
    assertThat(CURRICULUM.rate(2, 8)).isEqualTo(0.5);
    assertThat(CURRICULUM.rate(4, 8)).isEqualTo(1);
    assertThat(CURRICULUM.rate(6, 8)).isEqualTo(0.5);
    assertThatThrownBy(() -> new Curriculum(List.of(0.1), List.of()))
        .hasMessage("The opens ([0.1]) must begin with 0.");
  }

  @Test
  void openedBlockHasTheWeightsOfTheOneBeforeOnItsOwn() {
    Supernet supernet = blocks();
    Training any = new Training(1, 1, 1, 0, 0, 0, Augmentation.NONE);
    try (Learner learner =
            new Learner(supernet.whole(), any, Device.cpu(), new SplittableRandom(1));
        NDManager manager = learner.manager().newSubManager()) {
      SharedCell cell = supernet.cells().get(1);
      Weight kernel = cell.weights(1).get(0);
      Weight before = cell.weights(0).get(0);
      float[] own = array(learner, manager, kernel).toFloatArray();
      float[] inherited = array(learner, manager, before).toFloatArray();
      Weight last = supernet.gates().get(0).last().get(0); // (units, blocks)
      SupernetTraining.inherit(supernet, learner, 1);
      for (int i = 0; i < own.length; i++) {
        own[i] += inherited[i];
      }
      assertThat(array(learner, manager, kernel).toFloatArray()).isEqualTo(own);
      assertThat(array(learner, manager, before).toFloatArray()).isEqualTo(inherited);
      NDArray gate = array(learner, manager, last);
      assertThat(gate.get(":, 1").toFloatArray()).isEqualTo(gate.get(":, 0").toFloatArray());
      assertThat(gate.get(":, 2").toFloatArray()).isNotEqualTo(gate.get(":, 0").toFloatArray());
    }
  }

  private static NDArray array(Learner learner, NDManager manager, Weight weight) {
    return learner
        .weights()
        .pass(Pass.Purpose.EVALUATE, learner.weights().leaf(manager))
        .array(weight);
  }

  @Test
  void fairStepHasEachOperationOfEachEdgeOnce() {
    SplittableRandom random = new SplittableRandom(1);
    for (int draw = 0; draw < 100; draw++) {
      List<List<Operation>> cells = Sampling.fair(random);
      for (int edge = 0; edge < 6; edge++) {
        int place = edge;
        assertThat(cells.stream().map(cell -> cell.get(place)))
            .doesNotHaveDuplicates()
            .hasSizeLessThanOrEqualTo(5);
      }
      // What is left out is a cell from whose input nothing reaches the output.
      assertThat(cells).allMatch(Sampling::isLive);
    }
    assertThat(Sampling.fair(new SplittableRandom(4)).stream().flatMap(List::stream))
        .containsAll(EnumSet.of(Operation.CONV_1X1, Operation.CONV_3X3));
  }

  @Test
  void everySamplingStaysInItsPart() {
    SpacePart part = SpacePart.of(5, Operation.CONV_1X1);
    SupernetTraining.Cells cells = new SupernetTraining.Cells(part, TWO);
    assertThat(cells.different()).containsExactly(TWO.get(1));
    SplittableRandom random = new SplittableRandom(1);
    for (Sampling sampling : Sampling.values()) {
      for (int draw = 0; draw < 20; draw++) {
        assertThat(sampling.draw(cells, 3, random)).isNotEmpty().allMatch(part::has);
      }
    }
  }

  @Test
  void drawnBlockIsOneAndTheGradientReachesTheGate() {
    Supernet supernet = blocks();
    Training any = new Training(1, 1, 1, 0, 0, 0, Augmentation.NONE);
    try (Learner learner =
            new Learner(supernet.whole(), any, Device.cpu(), new SplittableRandom(1));
        NDManager manager = learner.manager().newSubManager();
        Tape tape = Tape.open()) {
      NDArray leaf = learner.weights().leaf(manager);
      leaf.setRequiresGradient(true);
      Pass pass = learner.weights().pass(Pass.Purpose.TRAIN, leaf);
      Gate gate = supernet.gates().get(0);
      Wiring wiring = gate.drawn(CONVOLUTIONS, 3, pass, new SplittableRandom(3));
      NDArray sum = manager.create(0f);
      for (CellEdge edge : CellEdge.all(CONVOLUTIONS)) {
        NDArray block = wiring.mix(edge, set -> manager.create((float) set));
        assertThat(block.toFloatArray()[0]).isIn(0f, 1f, 2f);
        sum = sum.add(block.sum());
      }
      tape.backward(sum);
      assertThat(leaf.getGradient().abs().sum().getFloat()).isPositive();
    }
  }

  @Test
  void evaluationDrawsNothing() {
    try (TrainedSupernet trained = trained(2, Checkpoints.NONE)) {
      assertThat(trained.score(CONVOLUTIONS, DIGITS.validation()))
          .isEqualTo(trained.score(CONVOLUTIONS, DIGITS.validation()));
    }
  }

  @Test
  void sharedWeightsLearn() {
    try (TrainedSupernet trained = trained(16, Checkpoints.NONE)) {
      assertThat(trained.score(CONVOLUTIONS, DIGITS.validation()).accuracy())
          .isGreaterThan(50); // by chance: 10
    }
  }

  @Test
  void trainingThatGoesOnEqualsOneThatWasNotEnded() {
    Kept kept = new Kept();
    List<float[]> whole;
    try (TrainedSupernet trained = trained(6, kept)) {
      whole = trained.weights();
    }
    assertThat(kept.state.orElseThrow().done()).isEqualTo(5);
    kept.goesOn = true;
    try (TrainedSupernet trained = trained(6, kept)) {
      assertThat(trained.weights().get(0)).isEqualTo(whole.get(0));
      assertThat(trained.weights().get(1)).isEqualTo(whole.get(1));
    }
  }

  private static TrainedSupernet trained(int epochs, Checkpoints checkpoints) {
    return training(epochs, Sampling.DE_ISOMORPHIC)
        .train(
            blocks(),
            DIGITS.train(),
            new SupernetTraining.Cells(SpacePart.WHOLE, TWO),
            new Training.Run(1, Device.cpu(), () -> {}, checkpoints));
  }

  /** The newest state, which is given back once it is to go on. */
  private static final class Kept implements Checkpoints {
    private Optional<TrainingState> state = Optional.empty();
    private boolean goesOn;

    @Override
    public Optional<TrainingState> newest(int... lengths) {
      return goesOn ? state : Optional.empty();
    }

    @Override
    public boolean isDue() {
      return !goesOn;
    }

    @Override
    public void keep(TrainingState newest) {
      state = Optional.of(newest);
    }
  }
}
