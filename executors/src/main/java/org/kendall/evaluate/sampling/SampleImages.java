package org.kendall.evaluate.sampling;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kendall.data.BadDataException;
import org.kendall.data.ImageShape;
import org.kendall.evaluate.Evaluator;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Preparation;
import org.kendall.evaluate.Prepared;
import org.kendall.evaluate.ScheduleCost;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.TrialContext;
import org.kendall.nn.Volume;
import org.kendall.nn.zoo.ImageDecoder;
import org.kendall.nn.zoo.LatentSpace;
import org.kendall.nn.zoo.Zoo;
import org.kendall.space.ModelSchedule;
import org.kendall.space.Setting;

/**
 * Samples images by a model schedule and tells how far they are from real ones (OMS-DPM, Liu et
 * al., ICML 2023, section 3). All schedules start from the same noise, and a trial of less fidelity
 * from the first part of it, so that they differ by what they do and not by luck; only trials of
 * {@link Stage#CONFIRM} have noise of their own, by their seeds. On a ladder, a trial samples the
 * images that those before it have not.
 *
 * <p>Differs from the paper: the objective is made of two distances, of features and of pixels, as
 * schedules were found that lower one by ruining the other; their geometric mean counts relative
 * changes of both. Trials in full also measure what no search sees.
 */
@Setting("Samples images by a model schedule and measures how far they are from real ones.")
public record SampleImages(
    @Setting(value = "A data set that comes with Kendall, or a path.", byDefault = "digits")
        String data,
    @Setting(
            value = "Height and width that images are averaged down to; 0: as they are.",
            byDefault = "0")
        int size,
    @Setting("The models that schedules choose from.") ZooSettings zoo,
    @Setting(value = "The texts that images follow; by default none.", byDefault = "{}")
        TextSettings texts,
    @Setting(value = "The features by which images are compared.", byDefault = "{}")
        FeatureSettings features,
    @Setting(value = "Images of a trial in full.", byDefault = "10000") int images,
    @Setting(value = "Images that are sampled together.", byDefault = "500") int batchSize,
    @Setting(value = "The noise that all schedules start from.", byDefault = "1") long noiseSeed,
    @Setting(value = "What the distance of pixels counts in the objective.", byDefault = "0.5")
        double pixelShare,
    @Setting(
            value =
                "The height and width that pixels are compared at, at most: images are averaged"
                    + " down to it by the least whole factor; 0: as they are.",
            byDefault = "16")
        int comparedSide,
    @Setting(
            value = "Latents that are decoded at once, where the zoo has a decoder.",
            byDefault = "4")
        int decoderChunk,
    @Setting(
            value =
                "What each process may keep on its device, so that schedules with the same first"
                    + " steps share them; 0: nothing.",
            unit = "bytes",
            byDefault = "268435456")
        long sharedBytes,
    @Setting(
            value = "Points in time between which jumps are measured before the search.",
            byDefault = "20")
        int points,
    @Setting(value = "Images that jumps are measured on.", byDefault = "256") int jumpImages,
    @Setting(value = "How long one trial may take.", unit = "seconds", byDefault = "600")
        double timeLimitSeconds)
    implements Evaluator<ModelSchedule>, Prepared {
  /** The geometric mean of the distances of features and pixels. */
  public static final String QUALITY = "quality";

  /** The Fréchet distance of features. */
  public static final String FEATURE_DISTANCE = "feature_distance";

  /** The Fréchet distance of pixels. */
  public static final String PIXEL_DISTANCE = "pixel_distance";

  /** The file with a trial's first images, in its workspace. */
  public static final String SHEET = "samples.png";

  public SampleImages {
    if (images < 2 || batchSize < 1 || points < 2 || size < 0) {
      throw new IllegalArgumentException(
          "The images (%d) and points (%d) must be 2 at least, the batch size (%d) positive, the size (%d) not negative."
              .formatted(images, points, batchSize, size));
    }
    if (comparedSide < 0 || decoderChunk < 1 || sharedBytes < 0 || jumpImages < 1) {
      throw new IllegalArgumentException(
          "The compared side (%d) and the shared bytes (%d) must not be negative, the decoder chunk (%d) and the jump images (%d) positive."
              .formatted(comparedSide, sharedBytes, decoderChunk, jumpImages));
    }
    if (!(pixelShare >= 0 && pixelShare <= 1)) {
      throw new IllegalArgumentException(
          "The pixel share (%s) must be 0 to 1.".formatted(pixelShare));
    }
    if (!(timeLimitSeconds > 0)) {
      throw new IllegalArgumentException(
          "The time limit (%s s) must be positive.".formatted(timeLimitSeconds));
    }
  }

  @Override
  public List<Metric> metrics() {
    return List.of(
        Metric.minimized(QUALITY, ""),
        Metric.minimized(FEATURE_DISTANCE, ""),
        Metric.minimized(PIXEL_DISTANCE, ""));
  }

  @Override
  public void checkFidelity(double share) {
    if (share * images < 2) {
      throw new IllegalArgumentException(
          "The images (%d) are too few: a share of %.3g is less than two."
              .formatted(images, share));
    }
  }

  @Override
  public Map<String, Double> evaluate(ModelSchedule schedule, TrialContext context)
      throws Exception {
    Studio open = Studio.of(this, context.prepared(), context.device());
    boolean confirms = context.trial().stage() == Stage.CONFIRM;
    long seed = confirms ? context.trial().seed() : noiseSeed;
    int count = (int) Math.max(2, Math.round(context.trial().fidelity() * images));
    SampledImages sampled =
        SampledImages.of(schedule, open, new SampledImages.Ask(seed, count, batchSize), context);
    Map<String, Double> figures = new TreeMap<>(sampled.distances(open.reference()));
    figures.put(
        QUALITY,
        Math.pow(figures.get(FEATURE_DISTANCE), 1 - pixelShare)
            * Math.pow(figures.get(PIXEL_DISTANCE), pixelShare));
    if (confirms || context.trial().stage() == Stage.RERANK) {
      figures.putAll(sampled.unseen(open.reference()));
      Path sheet = context.workspace().resolve(SHEET);
      SampleSheet.write(sampled.shown(), shape(), sheet);
    }
    return figures;
  }

  /** The zoo, where it is prepared or was before. */
  Zoo readZoo(String prepared) {
    return Zoo.read(zoo.isTrained() ? PreparedFiles.zoo(prepared) : zoo.path(), zoo.names());
  }

  /**
   * Trained models, texts, features, real images and the errors of jumps; what is there already is
   * left out.
   */
  @Override
  public List<Preparation> preparations() {
    List<Preparation> all = new ArrayList<>();
    if (zoo.isTrained()) {
      int pixels = shape().pixels();
      for (ZooEntry model : zoo.models()) {
        all.add(
            new TrainDenoiser(
                model.name(), model.network(pixels), data, size, zoo.noise(), zoo.training()));
      }
    }
    if (texts.isEncoded()) {
      all.add(new EncodeTexts(texts));
    }
    List<String> beforeJumps = all.stream().map(Preparation::name).toList();
    List<String> beforeReference = new ArrayList<>();
    if (!features.isModule()) {
      all.add(new TrainFeatures(features, data, size));
      beforeReference.add(all.get(all.size() - 1).name());
    }
    all.add(new MeasureReference(this, beforeReference));
    all.add(new MeasureJumps(this, beforeJumps));
    return all;
  }

  /** Where milliseconds are limited, they are measured last, with nothing else running beside. */
  @Override
  public List<Preparation> preparations(String cost) {
    return cost.equals(Latency.COST)
        ? List.of(new MeasureLatency(this, preparations().stream().map(Preparation::name).toList()))
        : List.of();
  }

  @Override
  public void checkPrepared(String prepared) {
    Reference.requireSame(features, prepared);
  }

  /** Multiply-accumulate operations of one evaluation for one image, of each model. */
  public List<Double> macs() {
    if (zoo.isTrained()) {
      int pixels = shape().pixels();
      return zoo.models().stream()
          .map(model -> (double) model.network(pixels).network().macs())
          .toList();
    }
    return readZoo("").models().stream().map(model -> model.macs()).toList();
  }

  /**
   * Milliseconds of sampling one image in a full batch.
   *
   * @param prepared where they were measured; empty while they are not known
   */
  public ScheduleCost milliseconds(String prepared) {
    return prepared.isEmpty()
        ? ScheduleCost.unknown(Latency.COST, Latency.UNIT, zoo.models().size())
        : Latency.read(prepared).cost();
  }

  /** The names of the models, in the order of the zoo. */
  public List<String> modelNames() {
    return zoo.names();
  }

  /** Rows of a network that an evaluation takes: with a text and without it, or one. */
  public int rows() {
    return texts.isNone() ? 1 : 2;
  }

  /** Real images, and sampled ones beside them: (channels, height, width). */
  ImageShape shape() {
    return RealParts.of(data, size).shape();
  }

  /** Brings images to the size at which pixels are compared. */
  BlockMeans compared() {
    return BlockMeans.atMost(comparedSide, shape());
  }

  /**
   * Brings what comes of a zoo, and of its decoder, to the size of real images.
   *
   * @throws BadDataException if that is no whole part of it
   */
  BlockMeans shown(Zoo read) {
    ImageShape real = shape();
    Volume image =
        ImageDecoder.space(read)
            .map(LatentSpace::image)
            .orElse(new Volume(real.channels(), real.height(), real.width()));
    int block = Math.max(1, image.height() / real.height());
    boolean fits =
        image.equals(new Volume(real.channels(), block * real.height(), block * real.width()));
    if (!fits) {
      throw new BadDataException(
          "The decoder of the zoo %s makes images of %d x %d x %d, but those of %s are of %s: height and width must be the same, or a whole multiple.\nMaybe set evaluate.size."
              .formatted(
                  read.directory(),
                  image.channels(),
                  image.height(),
                  image.width(),
                  data,
                  real.size()));
    }
    return new BlockMeans(
        new ImageShape(real.channels(), image.height(), image.width(), real.classes()), block);
  }

  @Override
  public Duration timeLimit() {
    return Duration.ofMillis(Math.round(1000 * timeLimitSeconds));
  }

  @Override
  public void check() {
    new SamplingChecks(this).requireFit();
  }
}
