package org.kendall.evaluate.sampling;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import org.kendall.evaluate.Preparation;
import org.kendall.evaluate.TrialContext;

/**
 * Measures the real images: see {@link Reference}.
 *
 * @param after the preparation of what gives features, if there is one
 */
record MeasureReference(SampleImages settings, List<String> after) implements Preparation {
  MeasureReference {
    after = List.copyOf(after);
  }

  @Override
  public String name() {
    return "reference";
  }

  @Override
  public Map<String, Double> prepare(TrialContext context) {
    RealParts images = RealParts.of(settings.data(), settings.size());
    try (NDManager manager = NDManager.newBaseManager(context.device(), "PyTorch")) {
      Features features =
          Features.open(settings.features(), images.shape(), context.prepared(), manager);
      Reference.of(
              images,
              settings.compared(),
              features,
              settings.features().checksum(context.prepared()),
              manager,
              context.deadline()::check)
          .write(context.prepared());
    }
    return Map.of("images", (double) images.count());
  }
}
