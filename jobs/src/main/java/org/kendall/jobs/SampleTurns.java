package org.kendall.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.commons.math3.stat.StatUtils;
import org.kendall.nn.diffusion.NoiseBank;
import org.kendall.nn.diffusion.ResidualMlp;

/**
 * Lets our sampler, in one slot and in two at once, and eager PyTorch take turns with one network.
 *
 * @param images of a batch
 * @param steps of DDIM
 * @param turnMs about how long a turn is
 */
record SampleTurns(int images, int steps, int rounds, int turnMs) {
  /** About what a thread does, by which turns get their length. */
  private static final double MACS_PER_MS = 2e7;

  /**
   * Images a second, a number for each round.
   *
   * @param peer none if there is no PyTorch for Python
   * @param cpuGain the peer's processor time over ours, the median of rounds; 0 without a peer
   * @param twoSlotsCpuGain twice the processor time of one slot over that of either of two: what
   *     two would gain on a machine with nothing else to do
   * @param difference the largest between our first image and the peer's, as a share of the image's
   *     largest number; 0 without a peer
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Figures(
      double[] ours,
      double[] twoSlots,
      Optional<double[]> peer,
      double cpuGain,
      double twoSlotsCpuGain,
      double difference) {
    /** How much faster, by round, since what else a machine does changes from round to round. */
    static double gain(double[] these, double[] those) {
      double[] gains = new double[these.length];
      Arrays.setAll(gains, round -> these[round] / those[round]);
      return median(gains);
    }

    Optional<Double> gainOverPeer() {
      return peer.map(one -> gain(ours, one));
    }

    double gainOfTwoSlots() {
      return gain(twoSlots, ours);
    }

    Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("images_per_second", median(ours));
      json.put("two_slots", median(twoSlots));
      json.put("two_slots_gain", gainOfTwoSlots());
      json.put("two_slots_cpu_gain", twoSlotsCpuGain);
      peer.ifPresent(one -> json.put("peer", median(one)));
      gainOverPeer().ifPresent(gain -> json.put("gain_over_peer", gain));
      peer.ifPresent(one -> json.put("cpu_gain_over_peer", cpuGain));
      json.put("difference", difference);
      return json;
    }
  }

  /** Asks all in turn. */
  Figures of(ResidualMlp network, StepProcess ours, Optional<StepProcess> peer, Path directory)
      throws IOException {
    int times = (int) Math.max(1, turnMs * MACS_PER_MS / (network.macs() * images * steps));
    String question =
        "%d %d %d %d %d %d %s"
            .formatted(
                network.size(),
                network.width(),
                network.blocks(),
                images,
                steps,
                times,
                numbers(network, directory));
    double[] one = new double[rounds];
    double[] two = new double[rounds];
    double[] twoCpu = new double[rounds];
    double[] others = new double[rounds];
    double[] othersCpu = new double[rounds];
    double difference = 0;
    for (int round = 0; round < rounds; round++) {
      JsonNode alone = ours.ask(question + " 1");
      JsonNode both = ours.ask(question + " 2");
      one[round] = perSecond(times, alone);
      two[round] = 2 * perSecond(times, both);
      twoCpu[round] = 2 * cpuMs(alone) / cpuMs(both);
      if (peer.isPresent()) {
        JsonNode other = peer.get().ask(question);
        others[round] = perSecond(times, other);
        othersCpu[round] = cpuMs(other) / cpuMs(alone);
        difference = difference(alone.get("image"), other.get("image"));
      }
    }
    return new Figures(
        one, two, peer.map(there -> others), median(othersCpu), median(twoCpu), difference);
  }

  private static double cpuMs(JsonNode answer) {
    return answer.get("cpuMs").asDouble();
  }

  private static double median(double[] values) {
    return StatUtils.percentile(values, 50);
  }

  private double perSecond(int times, JsonNode answer) {
    return images * times / answer.get("ms").asDouble() * 1e3;
  }

  private static double difference(JsonNode image, JsonNode other) {
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < image.size(); i++) {
      double number = image.get(i).asDouble();
      largest = Math.max(largest, Math.abs(number));
      difference = Math.max(difference, Math.abs(number - other.get(i).asDouble()));
    }
    return difference / largest;
  }

  /** A file with parameters drawn at random, and noise. */
  private Path numbers(ResidualMlp network, Path directory) throws IOException {
    float[] weights = network.parameters().draw(new SplittableRandom(1));
    float[] noise = new NoiseBank(1, network.size()).images(0, images);
    ByteBuffer bytes =
        ByteBuffer.allocate(4 * (weights.length + noise.length)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(weights).put(noise);
    Path file = directory.resolve("%d-%d.bin".formatted(network.width(), network.blocks()));
    return Files.write(file, bytes.array());
  }
}
