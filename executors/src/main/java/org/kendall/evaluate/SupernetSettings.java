package org.kendall.evaluate;

import ai.djl.Device;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.kendall.data.BadDataException;
import org.kendall.data.ImageShape;
import org.kendall.data.ImageSource;
import org.kendall.data.ImageSplits;
import org.kendall.data.SplitSettings;
import org.kendall.data.Storage;
import org.kendall.nn.Augmentation;
import org.kendall.nn.CellNetwork;
import org.kendall.nn.CellNetwork.Operation;
import org.kendall.nn.Training;
import org.kendall.nn.TrainingState;
import org.kendall.nn.supernet.Curriculum;
import org.kendall.nn.supernet.Sampling;
import org.kendall.nn.supernet.SpacePart;
import org.kendall.nn.supernet.Supernet;
import org.kendall.nn.supernet.SupernetTraining;
import org.kendall.nn.supernet.TrainedSupernet;
import org.kendall.space.Setting;

/** A supernet of NAS-Bench-201's space, on which images it is trained, and how. */
@Setting("A supernet, and how it is trained.")
public record SupernetSettings(
    @Setting(value = "A data set that comes with Kendall, or a path.", byDefault = "digits")
        String data,
    @Setting(value = "Channels of the first stage, those of the space.", byDefault = "16")
        int width,
    @Setting(value = "Cells in each stage, those of the space.", byDefault = "5") int cells,
    @Setting(
            value =
                "edges: each edge of a cell has its own weights; blocks: edges share, as in CLOSE.",
            byDefault = "edges")
        Sharing sharing,
    @Setting(
            value = "With blocks: when they open, and when the rate starts anew.",
            byDefault = "{}")
        Curriculum curriculum,
    @Setting(
            value =
                "Few-shot: an edge, 0 to 5, by whose operation the space is divided among five"
                    + " supernets, each trained for a fifth of the epochs; -1: one supernet.",
            byDefault = "-1")
        int dividingEdge,
    @Setting(value = "Which cells a step trains.", byDefault = "de-isomorphic") Sampling sampling,
    @Setting(value = "Cells in a step, unless it is fair.", byDefault = "1") int samples,
    @Setting(value = "Passes over the training images.", byDefault = "100") int epochs,
    @Setting(value = "Images in one step.", byDefault = "64") int batchSize,
    @Setting(value = "Rate of the first step; it falls to 0 in a cosine.", byDefault = "0.05")
        double learningRate,
    @Setting(value = "Nesterov momentum.", byDefault = "0.9") double momentum,
    @Setting(value = "Share of each weight added to its gradient.", byDefault = "5.0e-4")
        double weightDecay,
    @Setting(value = "Share of the images that cells are scored on.", byDefault = "0.2")
        double validationFraction,
    @Setting(value = "Share of the images that is kept for a last test.", byDefault = "0.2")
        double testFraction,
    @Setting(value = "Decides which image goes where.", byDefault = "0") long splitSeed)
    implements Serializable {
  /** Longer gradients are shortened, as by the authors of CLOSE. */
  private static final double LARGEST_NORM = 5;

  private static final String MAGIC = "kendall supernet 1\n";

  /** What cells have in common. */
  public enum Sharing {
    EDGES,
    BLOCKS
  }

  public SupernetSettings {
    training(epochs, batchSize, learningRate, momentum, weightDecay);
    new SplitSettings(validationFraction, testFraction, splitSeed, 0);
    if (width < 1 || cells < 1) {
      throw new IllegalArgumentException(
          "The width (%d) and the cells (%d) must be positive.".formatted(width, cells));
    }
    if (samples < 1) {
      throw new IllegalArgumentException("The samples (%d) must be positive.".formatted(samples));
    }
    if (dividingEdge < -1 || dividingEdge > 5) {
      throw new IllegalArgumentException(
          "The dividing edge (%d) must be 0 to 5, or -1.".formatted(dividingEdge));
    }
    int own = epochsOfEach(epochs, dividingEdge);
    if (sharing == Sharing.BLOCKS && curriculum.open(own - 1, own) < curriculum.opens().size()) {
      throw new IllegalArgumentException(
          "The epochs (%d) must be enough for each of the %d blocks to open."
              .formatted(epochs, curriculum.opens().size()));
    }
  }

  /** Those that divide a space among them share the time. */
  private static int epochsOfEach(int epochs, int dividingEdge) {
    int supernets = dividingEdge < 0 ? 1 : Operation.values().length;
    return (int) Math.max(1, Math.round((double) epochs / supernets));
  }

  private static Training training(
      int epochs, int batchSize, double learningRate, double momentum, double weightDecay) {
    return new Training(
        epochs, batchSize, learningRate, momentum, weightDecay, 0, Augmentation.NONE);
  }

  /** Of each supernet. */
  SupernetTraining training() {
    int own = epochsOfEach(epochs, dividingEdge);
    return new SupernetTraining(
        training(own, batchSize, learningRate, momentum, weightDecay),
        sampling,
        samples,
        LARGEST_NORM,
        sharing == Sharing.BLOCKS ? curriculum : Curriculum.NONE);
  }

  /** The parts of the space that have a supernet each. */
  List<SpacePart> parts() {
    return dividingEdge < 0
        ? List.of(SpacePart.WHOLE)
        : Arrays.stream(Operation.values())
            .map(operation -> SpacePart.of(dividingEdge, operation))
            .toList();
  }

  /** The part that a cell is in. */
  SpacePart partOf(CellNetwork design) {
    return dividingEdge < 0
        ? SpacePart.WHOLE
        : SpacePart.of(dividingEdge, design.operations().get(dividingEdge));
  }

  Supernet network(ImageShape shape) {
    return sharing == Sharing.EDGES
        ? Supernet.ofEdges(shape, width, cells)
        : Supernet.ofBlocks(shape, width, cells, curriculum.opens().size());
  }

  ImageSplits images() {
    return ImageSplits.load(
        data, new SplitSettings(validationFraction, testFraction, splitSeed, 0));
  }

  /** Looks whether a cell's network is one of the supernet's. */
  void requireFit(CellNetwork design) {
    if (design.width() != width || design.cells() != cells) {
      throw new IllegalArgumentException(
          "The supernet has width %d and %d cells per stage; the networks of the space have %d and %d.\nMaybe set supernet.width and supernet.cells as those of the space."
              .formatted(width, cells, design.width(), design.cells()));
    }
  }

  /** Where the weights lie. */
  static String file(String prepared, String label, SpacePart part) {
    return "%s/supernet-%s.bin".formatted(prepared, label + part.suffix());
  }

  void keep(TrainedSupernet trained, String file) {
    byte[] head = head();
    byte[] weights = new TrainingState(epochs, 0, trained.weights()).toBytes();
    Storage.write(
        file, ByteBuffer.allocate(head.length + weights.length).put(head).put(weights).array());
  }

  private byte[] head() {
    byte[] text = (MAGIC + this).getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Integer.BYTES + text.length).putInt(text.length).put(text).array();
  }

  /**
   * The weights that were prepared: trained values, then tracked ones.
   *
   * @throws BadDataException if they are not those of a supernet with these settings
   */
  List<float[]> weights(String file) {
    Supernet network = network(ImageSource.open(data).check());
    int[] lengths = TrainedSupernet.lengths(network);
    byte[] head = head();
    try (InputStream in = Storage.openRaw(file);
        DataInputStream bytes = new DataInputStream(in)) {
      if (!Arrays.equals(head, bytes.readNBytes(head.length))) {
        throw new BadDataException(
            "The supernet %s was trained with other settings, or is of another space.\nMaybe name another run directory with --run-dir."
                .formatted(file));
      }
      byte[] rest = bytes.readNBytes(TrainingState.bytes(lengths) + 1);
      return TrainingState.of(ByteBuffer.wrap(rest), lengths)
          .orElseThrow(
              () ->
                  new BadDataException(
                      "The supernet %s is damaged.\nMaybe delete the run directory's folder prepared and start again."
                          .formatted(file)))
          .arrays();
    } catch (IOException e) {
      throw new BadDataException(
          "The supernet %s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
  }

  TrainedSupernet open(String file, Device device) {
    ImageSplits images = images();
    return TrainedSupernet.of(
        network(images.train().shape()), weights(file), images.train(), device);
  }
}
