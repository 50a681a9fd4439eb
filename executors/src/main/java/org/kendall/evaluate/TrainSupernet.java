package org.kendall.evaluate;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.kendall.data.ImageSplits;
import org.kendall.nn.CellNetwork.Operation;
import org.kendall.nn.DivergedException;
import org.kendall.nn.supernet.SpacePart;
import org.kendall.nn.supernet.SupernetTraining;
import org.kendall.nn.supernet.TrainedSupernet;
import org.kendall.space.Nasbench201;

/**
 * Trains a supernet.
 *
 * @param label of the evaluator that uses it
 * @param settings also of those of other parts
 * @param part of the space that it is of
 */
record TrainSupernet(String label, SupernetSettings settings, SpacePart part)
    implements Preparation {
  @Override
  public String name() {
    return "supernet " + label + part.suffix();
  }

  @Override
  public Map<String, Double> prepare(TrialContext context) {
    ImageSplits images = settings.images();
    try (TrainedSupernet trained =
        settings
            .training()
            .train(
                settings.network(images.train().shape()),
                images.train(),
                new SupernetTraining.Cells(part, different().toList()),
                context.run())) {
      settings.keep(trained, SupernetSettings.file(context.prepared(), label, part));
      return Map.of("weights", (double) trained.weights().get(0).length);
    } catch (DivergedException e) {
      throw new TrialFailedException(FailureKind.DIVERGED, e.getMessage());
    }
  }

  private static Stream<List<Operation>> different() {
    Nasbench201 space = new Nasbench201(1, 1);
    return space.list().map(cell -> space.decode(cell).operations());
  }
}
