package org.kendall.evaluate;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.kendall.data.ImageSet;
import org.kendall.data.ImageSplits;
import org.kendall.data.SharedValue;
import org.kendall.nn.CellNetwork;
import org.kendall.nn.supernet.TrainedSupernet;
import org.kendall.space.Setting;

/**
 * Scores a cell by a supernet: a network that holds all of the space, trained once before the
 * search, whose weights the cell's network shares. No candidate is trained.
 */
@Setting("Scores a cell with the weights of a supernet, which is trained before the search.")
public record OneShot(
    @Setting(
            value = "What its metrics begin with, in snake case; several may stand side by side.",
            byDefault = "one_shot")
        String label,
    @Setting(value = "The supernet and its training.", byDefault = "{}") SupernetSettings supernet,
    @Setting(value = "Validation images that a cell is scored on at most.", byDefault = "1000")
        int scoredImages,
    @Setting(
            value = "How long the scoring of one candidate, or the training, may take.",
            unit = "seconds",
            byDefault = "36000")
        double timeLimitSeconds)
    implements Evaluator<CellNetwork>, Prepared, ClassifiesImages {
  /** By settings and by where their weights lie. */
  private static final Map<String, SharedValue<TrainedSupernet>> OPEN = new ConcurrentHashMap<>();

  public OneShot {
    Metric.maximized(label, ""); // its name has the form of a metric's
    if (scoredImages < 2) {
      throw new IllegalArgumentException(
          "The scored images (%d) must be two at least.".formatted(scoredImages));
    }
    if (!(timeLimitSeconds > 0)) {
      throw new IllegalArgumentException(
          "The time limit (%s s) must be positive.".formatted(timeLimitSeconds));
    }
  }

  /** The loss first: of an accuracy many candidates have the same. */
  @Override
  public List<Metric> metrics() {
    return List.of(
        Metric.minimized(label + "_loss", "nats"), Metric.maximized(label + "_accuracy", "%"));
  }

  @Override
  public String data() {
    return supernet.data();
  }

  @Override
  public List<Preparation> preparations() {
    return supernet.parts().stream()
        .<Preparation>map(part -> new TrainSupernet(label, supernet, part))
        .toList();
  }

  @Override
  public void checkPrepared(String prepared) {
    supernet
        .parts()
        .forEach(part -> supernet.weights(SupernetSettings.file(prepared, label, part)));
  }

  @Override
  public Map<String, Double> evaluate(CellNetwork design, TrialContext context) {
    context.deadline().check();
    ImageSplits images = supernet.images();
    String file = SupernetSettings.file(context.prepared(), label, supernet.partOf(design));
    String key = "%s in %s on %s".formatted(supernet, file, context.device());
    TrainedSupernet trained =
        OPEN.computeIfAbsent(key, unseen -> new SharedValue<>())
            .orLoad(() -> supernet.open(file, context.device()));
    TrainedSupernet.Score score = trained.score(design.operations(), first(images.validation()));
    return Map.of(label + "_loss", score.loss(), label + "_accuracy", score.accuracy());
  }

  private ImageSet first(ImageSet images) {
    int count = Math.min(scoredImages, images.size());
    return images.subset(IntStream.range(0, count).toArray());
  }

  @Override
  public Duration timeLimit() {
    return Duration.ofMillis(Math.round(1000 * timeLimitSeconds));
  }

  @Override
  public void check() {
    shape();
  }

  @Override
  public void checkDesign(CellNetwork any) {
    supernet.requireFit(any);
  }
}
